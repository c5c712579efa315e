"""What stands against a plan, in words for a clerk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from exams.papers.blueprint import CASE, EASIEST, HARDEST, PERCENT, Blueprint, Row
from exams.papers.explain import Conflict, Remedy
from exams.papers.problem import Rule

KINDS: dict[str, str | Promise] = {
    "single": gettext_lazy("single choice"),
    "multiple": gettext_lazy("multiple choice"),
    "true_false": gettext_lazy("true or false"),
    "fill_in": gettext_lazy("fill-in"),
    "short_answer": gettext_lazy("short answer"),
    CASE: gettext_lazy("case items"),
}


@dataclass(frozen=True, slots=True)
class Words:
    """A conflict in words: each rule, and each change that is enough."""

    rules: list[str]
    remedies: list[str]
    complete: bool

    @property
    def text(self) -> str:
        """All of it in a paragraph."""
        if len(self.rules) == 1:
            said = _("This cannot be kept: %(rules)s.") % {"rules": self.rules[0]}
        else:
            said = _("These cannot be kept together: %(rules)s.") % {"rules": _("; ").join(self.rules)}
        if not self.remedies:
            return said
        enough = _("One of these changes is enough: %(remedies)s.") % {"remedies": _("; ").join(self.remedies)}
        return f"{said} {enough}"


def words_of(conflict: Conflict, *, blueprint: Blueprint, papers: int) -> Words:
    """Return a conflict in words of the reader's language."""
    fit = dict(conflict.fit)
    rules = [_rule(rule, blueprint, papers, fit, conflict.pairs) for rule in conflict.rules]
    remedies = [_remedy(remedy, blueprint, papers) for remedy in conflict.remedies]
    return Words(rules, remedies, conflict.complete)


def row_words(row: Row) -> str:
    """Return which items a row takes: 单选题（行政处罚法，难度1-2）."""
    narrowed = [part for part in (row.law, row.topic) if part]
    if (row.easiest, row.hardest) != (EASIEST, HARDEST):
        narrowed.append(_("level %(from)d–%(to)d") % {"from": row.easiest, "to": row.hardest})
    if row.kind == CASE:
        narrowed.append(ngettext("%(n)d question each", "%(n)d questions each", row.size) % {"n": row.size})
    kind = str(KINDS[row.kind])
    return _("%(kind)s (%(narrowed)s)") % {"kind": kind, "narrowed": _(", ").join(narrowed)} if narrowed else kind


def share_words(plan: Blueprint) -> list[str]:
    """Return the shares of laws, a line each."""
    found = []
    for n, share in enumerate(plan.shares):
        for kind, wanted in (("at_least", share.at_least > 0), ("at_most", share.at_most < PERCENT)):
            if wanted:
                found.append(_rule((kind, n), plan, 0, {}, 0))
    return found


def plan_words(plan: Blueprint) -> list[str]:
    """Return the rules over a whole paper and over the papers of a session, a line each."""
    rules: list[tuple[str, bool]] = [
        ("mean_from", plan.mean_from > 100 * EASIEST),
        ("mean_to", plan.mean_to < 100 * HARDEST),
        ("spread", plan.spread < 100 * (HARDEST - EASIEST)),
        ("rest", plan.rest_sessions > 0),
    ]
    found = [_rule((kind, 0), plan, 0, {}, 0) for kind, wanted in rules if wanted]
    if plan.cap:
        found.append(_("each item stands in at most %(cap)d papers of a session") % {"cap": plan.cap})
    return found


def _rule(rule: Rule, plan: Blueprint, papers: int, fit: dict[int, int], pairs: int) -> str:
    kind, n = rule
    says: dict[str, Callable[[], str]] = {
        "row": lambda: (
            _("%(count)d × %(row)s on each of %(papers)d papers, the bank has %(fit)d that fit")
            % {"count": plan.rows[n].count, "row": row_words(plan.rows[n]), "papers": papers, "fit": fit.get(n, 0)}
        ),
        "at_least": lambda: (
            _("%(law)s has at least %(percent)d %% of the marks (%(points)s of %(marks)s)")
            % _share(plan, n, plan.shares[n].at_least)
        ),
        "at_most": lambda: (
            _("%(law)s has at most %(percent)d %% of the marks (%(points)s of %(marks)s)")
            % _share(plan, n, plan.shares[n].at_most)
        ),
        "mean_from": lambda: _("the mean difficulty is at least %(value)s") % {"value": say(plan.mean_from)},
        "mean_to": lambda: _("the mean difficulty is at most %(value)s") % {"value": say(plan.mean_to)},
        "spread": lambda: _("the papers differ by at most %(value)s in mean difficulty") % {"value": say(plan.spread)},
        "cap": lambda: (
            _("each item stands in at most %(cap)d of %(papers)d papers") % {"cap": plan.cap, "papers": papers}
        ),
        "rest": lambda: (
            _("items that %(sessions)d sessions within %(days)d days had are left out")
            % {"sessions": plan.rest_sessions, "days": plan.rest_days}
        ),
        "enemies": lambda: _("%(pairs)d pairs of enemy items never meet on a paper") % {"pairs": pairs},
    }
    return says[kind]()


def _remedy(remedy: Remedy, plan: Blueprint, papers: int) -> str:
    (kind, n), value = remedy.rule, remedy.value
    says: dict[str, Callable[[], str]] = {
        "row": lambda: (
            _("%(value)d instead of %(count)d × %(row)s")
            % {"value": value, "count": plan.rows[n].count, "row": row_words(plan.rows[n])}
        ),
        "at_least": lambda: _("at least %(percent)d %% for %(law)s (%(points)s of %(marks)s)") % _share(plan, n, value),
        "at_most": lambda: _("at most %(percent)d %% for %(law)s (%(points)s of %(marks)s)") % _share(plan, n, value),
        "mean_from": lambda: _("a mean difficulty from %(value)s") % {"value": say(value)},
        "mean_to": lambda: _("a mean difficulty up to %(value)s") % {"value": say(value)},
        "spread": lambda: _("a difference of %(value)s between papers") % {"value": say(value)},
        "cap": lambda: _("each item in up to %(value)d papers") % {"value": value},
        "rest": lambda: _("items rest only after %(value)d sessions") % {"value": value},
        "enemies": lambda: _("fewer enemy pairs in the bank"),
        "papers": lambda: _("%(value)d instead of %(papers)d papers") % {"value": value, "papers": papers},
        "write": lambda: (
            _("%(value)d more × %(row)s in the bank")
            % {"value": value, "row": row_words(_of_law(plan.rows[n], remedy.law))}
        ),
    }
    return says[kind]()


def _of_law(row: Row, law: str) -> Row:
    return replace(row, law=law or row.law)


def _share(plan: Blueprint, number: int, percent: int) -> dict[str, object]:
    law, marks = plan.shares[number].law, plan.marks
    return {"law": law, "percent": percent, "points": say(marks * percent / 100), "marks": say(marks)}


def say(hundredths: float) -> str:
    """Return a number of 1/100 as people write it."""
    return f"{hundredths / 100:g}"
