"""R07 and R08: preservation ends in seven working days, sealing and seizure in thirty days and thirty more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from cases.rules.file import CaseFile
from cases.rules.held import MeasureFact
from cases.rules.older import COERCION, FIRST, is_older
from cases.rules.people import measure_key
from cases.rules.registry import Finding, Rule, Severity
from cases.rules.saying import TRANSLATED, finding
from cases.rules.thresholds import Term
from cases.rules.time import preserve_due, seize_due, tested_until
from cases.rules.timed import late, lit
from enforcement.flowcharts.deadlines import COUNTY

PRESERVE = "中华人民共和国行政处罚法第五十六条"
SEIZE = "中华人民共和国行政强制法第二十五条"
LIST = "中华人民共和国行政强制法第二十四条"
URGENT = "中华人民共和国行政强制法第十九条；市场监督管理行政处罚程序规定第三十三条"
RECORDING = "国办发〔2018〕118号第八项"
DAY = timedelta(hours=24)
UNSEEN = frozenset({"leave", "left", "lien", "public", "announcement"})
SEIZURE, HEARING, SERVICE = _("the seizure"), _("the hearing"), _("the service of a document")
ENFORCEMENT = _("the agency's own enforcement")
STEPS = {SEIZURE: "P31", HEARING: "H08", SERVICE: "P16", ENFORCEMENT: "P20"}


def preserved(file: CaseFile) -> Iterator[Finding]:
    """Judge R07: disposed of within the term, released of itself after it."""
    for measure in file.measures:
        if measure.kind != "preserve":
            continue
        due = preserve_due(measure.taken_on, file.legal, file.calendar)
        term = Term(due, file.legal.preserve_days)
        hit = lit(file, "R07", term, measure.ended_on)
        if hit is not None:
            said = (
                _("The evidence preserved on %(on)s should have been dealt with by %(due)s.")
                if late(term, file, measure.ended_on)
                else _("The evidence preserved on %(on)s must be dealt with by %(due)s.")
            )
            yield finding(
                "R07", said, article=PRESERVE, severity=hit[0], day=hit[1], key=measure_key(measure), step="P30",
                on=measure.taken_on, due=due,
                remedy=_("Decide on it at once; after the term it is released of itself."),
            )  # fmt: skip
        if not is_older(measure.taken_on):  # its approval and its list were no matter of the statute before
            yield from _taken_rightly(file, measure, "R07", "P30")


def _taken_rightly(file: CaseFile, measure: MeasureFact, rule: str, step: str) -> Iterator[Finding]:
    """Judge what holds for every measure: the 24 hours of an urgent one, and the list with its signature."""
    until = _taken(measure) + DAY if measure.is_urgent else None
    tardy = measure.regularised_at is not None and until is not None and measure.regularised_at > until
    open_ = measure.regularised_at is None and until is not None and file.today > localdate(until)
    if until is not None and (tardy or open_):
        yield finding(
            rule, _("The urgent measure of %(on)s was not approved by the head within 24 hours."), article=URGENT,
            blocks=open_ and measure.ended_on is None, day=localdate(until), key=f"{measure_key(measure)}:urgent",
            remedy=_("Ask the head now: the measure is approved at once or lifted at once."), on=measure.taken_on,
            step=step,
        )  # fmt: skip
    if measure.kind == "seize" and not measure.items.strip():
        yield finding(
            rule, _("There is no list of the things seized on %(on)s."), article=LIST, day=measure.taken_on,
            key=f"{measure_key(measure)}:list", step=step, remedy=_("Make the list with the party and have it signed."),
            on=measure.taken_on,
        )  # fmt: skip
    elif not measure.list_signed and not measure.list_note.strip():
        yield finding(
            rule, _("The list of the things taken on %(on)s is signed by nobody, and nothing says why."), article=LIST,
            blocks=True, day=measure.taken_on, key=f"{measure_key(measure)}:unsigned", step=step,
            remedy=_("Have it signed, or note why not and who witnessed it."), on=measure.taken_on,
        )  # fmt: skip


def _taken(measure: MeasureFact) -> datetime:
    """Return the moment of a measure; where none is told, the last one of its day: later it cannot have been."""
    return measure.taken_at or datetime.combine(measure.taken_on + DAY, time(), COUNTY)


def recorded(file: CaseFile) -> Iterator[Finding]:
    """Judge R34: a seizure is recorded in full (red); hearings and service without the party as needed (yellow)."""
    if not file.tells("recordings"):
        return
    yield from _handed_in(file)
    yield from _in_full(file)
    for hearing in file.hearings:
        if hearing.held_on is not None and not _has(file, "hearing", hearing.held_on):
            yield from _unrecorded(file, hearing.held_on, "yellow", f"hearing:{hearing.held_on}", HEARING)
    for service in file.services:
        if service.method in UNSEEN and not _has(file, "service", service.on):
            yield from _unrecorded(file, service.on, "yellow", f"service:{service.on}", SERVICE)


def _in_full(file: CaseFile) -> Iterator[Finding]:
    for one in file.enforcements:
        if one.kind == "own" and not _has(file, "enforce", one.on):
            yield from _unrecorded(file, one.on, "red", f"enforcement:{one.on}", ENFORCEMENT)
    for measure in file.measures:
        if measure.kind == "seize" and not any(r.measure_id == measure.id for r in file.recordings):
            yield from _unrecorded(file, measure.taken_on, "red", measure_key(measure), SEIZURE)


def _handed_in(file: CaseFile) -> Iterator[Finding]:
    """Find recordings that were handed in later than the time set."""
    for one in file.recordings:
        due = one.on + timedelta(days=file.legal.recording_days)
        if one.entered_on is not None and one.entered_on > due:
            yield finding(
                "R34", _("The recording of %(on)s was handed in on %(entered)s; it was due by %(due)s."),
                article=RECORDING, severity="yellow", day=due, key=f"handed:{one.subject}:{one.on}", step="P05",
                remedy=_("Note in the file why it came late and where it was kept."), on=one.on,
                entered=one.entered_on, due=due,
            )  # fmt: skip


def _has(file: CaseFile, subject: str, on: date) -> bool:
    return any(r.subject == subject and r.on == on for r in file.recordings)


def _unrecorded(file: CaseFile, on: date, severity: Severity, key: str, what: str) -> Iterator[Finding]:
    """Find a recording missing once the time to hand it in is over."""
    due = on + timedelta(days=file.legal.recording_days)
    if file.today > due:
        yield finding(
            "R34", _("There is no sound or video recording of %(what)s of %(on)s."), article=RECORDING,
            severity=severity, day=due, key=f"recording:{key}", step=STEPS[what],
            remedy=_("Enter where the recording is kept; if there is none, note it in the file and why."),
            what=TRANSLATED + what, on=on,
        )  # fmt: skip


def seized(file: CaseFile) -> Iterator[Finding]:
    """Judge R08: in time, extended only before the end, with a list of the things."""
    for measure in file.measures:
        if measure.kind == "seize":
            yield from _seizure(file, measure)


def _seizure(file: CaseFile, measure: MeasureFact) -> Iterator[Finding]:
    tested = (measure.test_from_on, measure.test_to_on) if measure.test_told_on else (None, None)
    asked = tested_until(tested, measure.extended_on or file.today)
    first = seize_due(measure.taken_on, file.legal, file.calendar, tested=asked)
    in_time = measure.extended_on is not None and measure.extended_on <= first
    last = seize_due(measure.taken_on, file.legal, file.calendar, tested=tested, extended=in_time)
    if measure.extended_on is not None and not in_time:
        yield finding(
            "R08",
            _("The seizure of %(on)s was extended on %(extended)s, after it had ended on %(due)s."),
            article=SEIZE,
            blocks=True,
            day=measure.extended_on,
            key=f"{measure_key(measure)}:extended",
            step="P31",
            remedy=_("Release the things: what has ended cannot be extended."),
            on=measure.taken_on,
            extended=measure.extended_on,
            due=first,
        )
    yield from _term_of_seizure(file, measure, last)
    yield from _taken_rightly(file, measure, "R08", "P31")


def _term_of_seizure(file: CaseFile, measure: MeasureFact, last: date) -> Iterator[Finding]:
    term = Term(last, (last - measure.taken_on).days, working=False)
    begun = measure.test_from_on if measure.test_told_on and measure.test_to_on is None else None
    tested = begun is not None and begun <= last  # a test that began after the end prolongs nothing
    hit = None if tested else lit(file, "R08", term, measure.ended_on)
    if hit is None:
        return
    over = late(term, file, measure.ended_on)
    said = (
        _("The seizure of %(on)s should have ended by %(due)s.")
        if over
        else _("The seizure of %(on)s ends on %(due)s.")
    )
    yield finding(
        "R08", said, article=SEIZE, severity=hit[0], day=hit[1], key=f"{measure_key(measure)}:term", step="P31",
        remedy=_("Release the things at once, or decide on them.") if over
        else _("Decide on the things by then, release them, or have the seizure extended before."),
        on=measure.taken_on, due=last,
    )  # fmt: skip


RULES = (
    Rule(
        "R07",
        gettext_lazy("Preserved evidence is dealt with in time"),
        PRESERVE,
        preserved,
        blocks=True,
        acts=frozenset({"preserve"}),
        from_on=FIRST,
    ),
    Rule(
        "R08",
        gettext_lazy("Sealing and seizure end in time"),
        SEIZE,
        seized,
        blocks=True,
        acts=frozenset({"seize", "extend_measure"}),
        from_on=COERCION,
    ),
    Rule("R34", gettext_lazy("Coercive measures, hearings and service are recorded"), RECORDING, recorded),
)
