"""R07 and R08: preservation ends in seven working days, sealing and seizure in thirty days and thirty more."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from cases.rules.file import CaseFile
from cases.rules.held import MeasureFact
from cases.rules.registry import Finding, Rule
from cases.rules.saying import finding
from cases.rules.time import preserve_due, seize_due

PRESERVE = "中华人民共和国行政处罚法第五十六条"
SEIZE = "中华人民共和国行政强制法第二十五条"
LIST = "中华人民共和国行政强制法第二十四条"


def preserved(file: CaseFile) -> Iterator[Finding]:
    """Judge R07: disposed of within the term, released of itself after it."""
    for measure in file.measures:
        if measure.kind != "preserve":
            continue
        due = preserve_due(measure.taken_on, file.legal, file.calendar)
        if (measure.ended_on or file.today) > due:
            yield finding(
                "R07", _("The evidence preserved on %(on)s should have been dealt with by %(due)s."), article=PRESERVE,
                day=due, key=_key(measure), step="P30", on=measure.taken_on, due=due,
                remedy=_("Decide on it at once; after the term it is released of itself."),
            )  # fmt: skip


def _key(measure: MeasureFact) -> str:
    return f"measure:{measure.id or measure.taken_on}"


def seized(file: CaseFile) -> Iterator[Finding]:
    """Judge R08: in time, extended only before the end, with a list of the things."""
    for measure in file.measures:
        if measure.kind == "seize":
            yield from _seizure(file, measure)


def _seizure(file: CaseFile, measure: MeasureFact) -> Iterator[Finding]:
    tested = (measure.test_from_on, measure.test_to_on) if measure.test_told_on else (None, None)
    first = seize_due(measure.taken_on, file.legal, file.calendar, tested=tested)
    in_time = measure.extended_on is not None and measure.extended_on <= first
    last = seize_due(measure.taken_on, file.legal, file.calendar, tested=tested, extended=in_time)
    if measure.extended_on is not None and not in_time:
        yield finding(
            "R08",
            _("The seizure of %(on)s was extended on %(extended)s, after it had ended on %(due)s."),
            article=SEIZE,
            blocks=True,
            day=measure.extended_on,
            key=f"{_key(measure)}:extended",
            step="P31",
            remedy=_("Release the things: what has ended cannot be extended."),
            on=measure.taken_on,
            extended=measure.extended_on,
            due=first,
        )
    if (measure.ended_on or file.today) > last and (measure.test_told_on is None or measure.test_to_on is not None):
        yield finding(
            "R08", _("The seizure of %(on)s should have ended by %(due)s."), article=SEIZE, day=last,
            key=f"{_key(measure)}:late", step="P31", remedy=_("Release the things at once, or decide on them."),
            on=measure.taken_on, due=last,
        )  # fmt: skip
    if not measure.items.strip():
        yield finding(
            "R08", _("There is no list of the things seized on %(on)s."), article=LIST, day=measure.taken_on,
            key=f"{_key(measure)}:list", step="P31", remedy=_("Make the list with the party and have it signed."),
            on=measure.taken_on,
        )  # fmt: skip


RULES = (
    Rule("R07", gettext_lazy("Preserved evidence is dealt with in time"), PRESERVE, preserved),
    Rule(
        "R08",
        gettext_lazy("Sealing and seizure end in time"),
        SEIZE,
        seized,
        blocks=True,
        acts=frozenset({"extend_measure"}),
    ),
)
