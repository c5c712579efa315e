"""The page that explains to those who draw charts which rules of law a chart is proved against."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, pgettext
from django.views.decorators.http import require_safe

from enforcement import clock
from enforcement.access import allow, public
from enforcement.flowcharts import lint
from enforcement.flowcharts.lint.explain import kind_names


@dataclass(frozen=True)
class Shown:
    """A rule as the page shows it."""

    rule: lint.Rule
    says: tuple[str, ...]
    charts: str
    in_force: bool


@require_safe
@allow(public)
def chart_rules(request: HttpRequest) -> HttpResponse:
    """Explain every rule, law by law, those in force first."""
    today, names = clock.today(), kind_names()
    rules = sorted(lint.catalogue(), key=lambda rule: (rule.until is not None, rule.law, rule.code))
    said = {"name": pgettext("any step of a chart", "a step"), "value": "…", "act": "…", "type": "…"}
    shown = [
        Shown(
            rule,
            tuple(str(sentence) % _Any(said) for sentence in rule.says),
            "、".join(names[kind] for kind in sorted(rule.kinds)) or gettext("every chart"),
            rule.applies(frozenset(rule.kinds), today),
        )
        for rule in rules
    ]
    laws = [(law, list(rows)) for law, rows in groupby(shown, key=lambda one: one.rule.law)]
    return render(request, "flowcharts/rules.html", {"laws": laws, "count": len(rules), "today": today})


class _Any(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"
