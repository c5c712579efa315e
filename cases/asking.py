"""What the published chart asks at a step, in words: who, by when, on what basis, with which papers and guards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from enforcement.flowcharts import guards, store
from enforcement.flowcharts.graph import GuardRule, Limit, StepRule
from enforcement.flowcharts.models import StepRecord
from enforcement.organisation.duties.codes import DUTIES

NOTHING = StepRule(code="", act="")


@dataclass(frozen=True)
class Asked:
    """What the law asks at a step, ready to show."""

    who: list[str]
    duties: frozenset[str]
    limits: list[tuple[str, str]]
    bases: list[str]
    documents: list[tuple[str, bool]]
    guards: list[tuple[str, str]]
    note: str
    risk: str
    outcomes: list[tuple[str, str]]


def rule_of(record: StepRecord) -> StepRule:
    """Return what the chart of a record says about its step."""
    return store.graph_of(record.node.version_id).node[record.node.key].step or NOTHING


def asked(record: StepRecord) -> Asked:
    """Return what the law asks at the step of a record, in the reader's language."""
    step = rule_of(record)
    return Asked(
        who=[_who(role.ref, role.min, certified=role.certified) for role in step.roles],
        duties=frozenset(role.ref for role in step.roles),
        limits=[(say_limit(limit), f"{limit.law}{limit.article}") for limit in step.limits],
        bases=[str(basis) for basis in step.bases],
        documents=[(document.name, document.required) for document in step.documents],
        guards=[(say_guard(rule), rule.basis) for rule in step.guards],
        note=step.note,
        risk=step.risk,
        outcomes=outcomes_of(record),
    )


def outcomes_of(record: StepRecord) -> list[tuple[str, str]]:
    """Return the outcomes of a step with their labels in the reader's language."""
    english = (get_language() or "").startswith("en")
    return [(code, en if english and en else zh) for code, zh, en in rule_of(record).outcomes]


def duty_title(code: str) -> str:
    """Return the name of a duty in the reader's language."""
    found = DUTIES.get(code)
    if found is None:
        return code
    return found.title_en if (get_language() or "").startswith("en") else found.title_zh


def say_limit(limit: Limit) -> str:
    """Return the length of a limit in words, e.g. 7 working days."""
    units = {
        "working": ngettext("%(n)d working day", "%(n)d working days", limit.value),
        "calendar": ngettext("%(n)d day", "%(n)d days", limit.value),
        "hour": ngettext("%(n)d hour", "%(n)d hours", limit.value),
        "month": ngettext("%(n)d month", "%(n)d months", limit.value),
        "minute": ngettext("%(n)d minute", "%(n)d minutes", limit.value),
    }
    return units[limit.unit] % {"n": limit.value}


def say_guard(rule: GuardRule) -> str:
    """Return a guard in words."""
    known = guards.GUARDS.get(rule.type)
    if known is None:
        return rule.type
    words: dict[str, Any] = dict.fromkeys(("n", "num", "den", "min", "person", "organisation"), "—")
    params = {key: duty_title(value) if value in DUTIES else value for key, value in rule.params}
    return str(known.sentence) % {**words, **params}


def _who(duty: str, least: int, *, certified: bool) -> str:
    title = duty_title(duty)
    if least < 2:  # noqa: PLR2004
        return title
    if certified:
        return _("%(duty)s: at least %(n)d officers with a valid credential") % {"duty": title, "n": least}
    return _("%(duty)s: at least %(n)d people") % {"duty": title, "n": least}
