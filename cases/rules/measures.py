"""R07 and R08: preservation ends in seven working days, sealing and seizure in thirty days and thirty more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from cases.rules.file import CaseFile
from cases.rules.held import MeasureFact
from cases.rules.registry import Finding, Rule, Severity
from cases.rules.saying import TRANSLATED, finding
from cases.rules.time import preserve_due, seize_due

PRESERVE = "中华人民共和国行政处罚法第五十六条"
SEIZE = "中华人民共和国行政强制法第二十五条"
LIST = "中华人民共和国行政强制法第二十四条"
URGENT = "中华人民共和国行政强制法第十九条；市场监督管理行政处罚程序规定第三十三条"
RECORDING = "国办发〔2018〕118号第八项"
DAY = timedelta(hours=24)
UNSEEN = frozenset({"leave", "left", "lien", "public", "announcement"})
SEIZURE, HEARING, SERVICE = _("the seizure"), _("the hearing"), _("the service of a document")


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

        yield from _taken_rightly(file, measure, "R07", "P30")


def _taken_rightly(file: CaseFile, measure: MeasureFact, rule: str, step: str) -> Iterator[Finding]:
    """Judge what holds for every measure: the 24 hours of an urgent one, and the list with its signature."""
    until = measure.taken_at + DAY if measure.taken_at and measure.is_urgent else None
    late = measure.regularised_at is not None and until is not None and measure.regularised_at > until
    open_ = measure.regularised_at is None and until is not None and file.today > localdate(until)
    if until is not None and (late or open_):
        yield finding(
            rule, _("The urgent measure of %(on)s was not approved by the head within 24 hours."), article=URGENT,
            blocks=open_ and measure.ended_on is None, day=localdate(until), key=f"{_key(measure)}:urgent", step=step,
            remedy=_("Ask the head now: the measure is approved at once or lifted at once."), on=measure.taken_on,
        )  # fmt: skip
    if measure.kind == "seize" and not measure.items.strip():
        yield finding(
            rule, _("There is no list of the things seized on %(on)s."), article=LIST, day=measure.taken_on,
            key=f"{_key(measure)}:list", step=step, remedy=_("Make the list with the party and have it signed."),
            on=measure.taken_on,
        )  # fmt: skip
    elif not measure.list_signed and not measure.list_note.strip():
        yield finding(
            rule, _("The list of the things taken on %(on)s is signed by nobody, and nothing says why."), article=LIST,
            blocks=True, day=measure.taken_on, key=f"{_key(measure)}:unsigned", step=step,
            remedy=_("Have it signed, or note why not and who witnessed it."), on=measure.taken_on,
        )  # fmt: skip


def recorded(file: CaseFile) -> Iterator[Finding]:
    """Judge R34: a seizure is recorded in full (red); hearings and service without the party as needed (yellow)."""
    if file.is_outside:
        return
    for measure in file.measures:
        if measure.kind == "seize" and not any(r.measure_id == measure.id for r in file.recordings):
            yield from _unrecorded(file, measure.taken_on, "red", _key(measure), SEIZURE)
    for hearing in file.hearings:
        if hearing.held_on is not None and not _has(file, "hearing", hearing.held_on):
            yield from _unrecorded(file, hearing.held_on, "yellow", f"hearing:{hearing.held_on}", HEARING)
    for service in file.services:
        if service.method in UNSEEN and not _has(file, "service", service.on):
            yield from _unrecorded(file, service.on, "yellow", f"service:{service.on}", SERVICE)


def _has(file: CaseFile, subject: str, on: date) -> bool:
    return any(r.subject == subject and r.on == on for r in file.recordings)


def _unrecorded(file: CaseFile, on: date, severity: Severity, key: str, what: str) -> Iterator[Finding]:
    """Find a recording missing once the time to hand it in is over."""
    due = on + timedelta(days=file.legal.recording_days)
    if file.today > due:
        yield finding(
            "R34", _("There is no sound or video recording of %(what)s of %(on)s."), article=RECORDING,
            severity=severity, day=due, key=f"recording:{key}", step="P31" if severity == "red" else "P11",
            remedy=_("Enter where the recording is kept; if there is none, note it in the file and why."),
            what=TRANSLATED + what, on=on,
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
    yield from _taken_rightly(file, measure, "R08", "P31")


RULES = (
    Rule(
        "R07",
        gettext_lazy("Preserved evidence is dealt with in time"),
        PRESERVE,
        preserved,
        blocks=True,
        acts=frozenset({"preserve"}),
    ),
    Rule(
        "R08",
        gettext_lazy("Sealing and seizure end in time"),
        SEIZE,
        seized,
        blocks=True,
        acts=frozenset({"seize", "extend_measure"}),
    ),
    Rule("R34", gettext_lazy("Coercive measures, hearings and service are recorded"), RECORDING, recorded),
)
