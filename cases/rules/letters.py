"""R38: a letter of supervision is answered in time. It judges letters, of which the file of a case knows nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from cases.rules.file import CaseFile
from cases.rules.registry import Finding, Rule
from cases.rules.saying import finding
from cases.rules.thresholds import Points, Term
from enforcement.flowcharts.calendar.workdays import WorkCalendar

LETTERS: Final = "行政执法监督条例第二十七条至第二十九条"
SINCE: Final = date(2026, 2, 1)
STEPS: Final = {"urging": "V07", "opinion": "V07", "notice": "V07", "decision": "V13"}
ARTICLES: Final = {
    "notice": "山东省行政程序规定第一百二十八条",
    "review_opinion": "中华人民共和国行政复议法第七十六条、第七十七条第二款",
}
"""The article of a letter that does not rest on the regulation of supervision."""


def unanswered(
    *, kind: str, number: str, issued_on: date, due_on: date, today: date, points: Points, calendar: WorkCalendar
) -> Iterator[Finding]:
    """Judge a letter that waits for the organ: as its thresholds say, near the end of its term and past it.

    The day is part of the key: a letter that was sent back has a new term, and missing it is a new fact.
    """
    lit = points.colour(Term(due_on, (due_on - issued_on).days, working=False), today, calendar)
    if lit is None:
        return
    key, article, step = f"{number}:{due_on}", ARTICLES.get(kind, LETTERS), STEPS.get(kind, "")
    if today > due_on:
        yield finding(
            "R38", _("The letter %(number)s was to be answered by %(due)s and is not."), article=article,
            severity=lit[0], day=due_on, key=key, step=step, number=number, due=due_on,
            remedy=_("Report now; the organ of reconsideration orders you to.")
            if kind == "review_opinion" else _("Report now; the supervising body may go to the government."),
        )  # fmt: skip
    else:
        yield finding(
            "R38", _("The letter %(number)s must be answered by %(due)s."), article=article, severity=lit[0],
            day=due_on, key=key, step=step, number=number, due=due_on,
            remedy=_("Report on the correction in time, with evidence."),
        )  # fmt: skip


def on_a_case(_file: CaseFile) -> Iterable[Finding]:
    """Find nothing on a case."""
    return ()


RULES = (
    Rule(
        "R38", gettext_lazy("Letters of supervision answered in time"), LETTERS, on_a_case, from_on=SINCE,
        judged_on="letter",
    ),
)  # fmt: skip
