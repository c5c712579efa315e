"""R13 to R15 and article 63: when a hearing is due, when it may be held, and by whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from cases.rules.amounts import AmountFact, line_for
from cases.rules.file import CaseFile, HearingFact, Legal, Person, Terms
from cases.rules.older import FIRST, is_older
from cases.rules.people import took_part
from cases.rules.registry import Finding, Rule
from cases.rules.saying import TRANSLATED, finding, key_of, plain, say
from cases.rules.time import announcement_by, earliest_hearing, notice_days
from enforcement.flowcharts.deadlines import clear_working_days

TRIGGERS = "中华人民共和国行政处罚法第六十三条"
SEVEN = "中华人民共和国行政处罚法第六十四条第二项"
ANNOUNCED = "市场监督管理行政处罚听证办法第二十二条"
CHAIR = "中华人民共和国行政处罚法第六十四条第四项"
CERTIFICATE = "山东省行政执法监督条例第十一条；山东省行政程序规定第七十九条"
MISSED = frozenset({"no_show", "walk_out"})
"""Ends by which the party gave the hearing up, if it was duly told of it (行政处罚法第六十四条第二项、第六项)."""
RECORD = "中华人民共和国行政处罚法第六十四条第八项、第六十五条"
AGAIN = _("Hold the hearing again after serving its notice in time.")
HEAVY = {
    "downgrade": _("a qualification is downgraded"),
    "revoke_licence": _("a licence is revoked"),
    "shutdown": _("production or business is ordered to stop"),
    "close": _("closure is ordered"),
    "restrict": _("taking up work is restricted"),
}
BY_SETTING = {
    "suspend_licence": _("a licence is suspended (another heavier penalty)"),
    "detention": _("detention (another heavier penalty)"),
}
LARGE = {
    ("fine", True): _("the fine of %(amount)s yuan is a large one (from %(limit)s yuan)"),
    ("fine", False): _("the fine of %(amount)s yuan is a large one (above %(limit)s yuan)"),
    ("confiscation", True): _("the confiscation of %(amount)s yuan is a large one (from %(limit)s yuan)"),
    ("confiscation", False): _("the confiscation of %(amount)s yuan is a large one (above %(limit)s yuan)"),
}


def hearing_required(
    terms: Terms,
    party_kind: str,
    legal: Legal,
    table: Sequence[AmountFact] = (),
    *,
    field: str = "",
    on: date | None = None,
) -> str:
    """Return why the party may ask for a hearing on a penalty, or "" (行政处罚法第六十三条).

    ``party_kind`` is ``person``, ``business`` or ``organisation``. What a large amount is, the agency's ``table`` says
    for the field and the day; where it has no line, the settings do.
    """
    for kind in terms.kinds:
        if kind in HEAVY:
            return say(HEAVY[kind], {})
        if legal.suspension_counts_as_heavy and kind in BY_SETTING:
            return say(BY_SETTING[kind], {})
    party = counted_as(party_kind, legal)
    for penalty, given in (("fine", terms.fine), ("confiscation", terms.confiscation)):
        line = line_for(table, penalty, party, field=field, on=on) or _by_settings(penalty, party, legal)
        if line.reached(given):
            return say(LARGE[penalty, line.inclusive], {"amount": plain(given), "limit": plain(line.amount)})
    return ""


def counted_as(party_kind: str, legal: Legal) -> str:
    """Return whether a party counts as a person or as an organisation: an individual business by the setting."""
    small = party_kind == "person" or (party_kind == "business" and legal.business_counts_as_person)
    return "person" if small else "organisation"


def _by_settings(penalty: str, party: str, legal: Legal) -> AmountFact:
    """Return the line that the settings stand for: the lowest amounts known, for those without a table."""
    amount: Decimal = getattr(legal, f"hearing_{penalty}_{party}")
    return AmountFact(party, penalty, amount)


def key_of_hearing(hearing: HearingFact) -> str:
    """Return what tells a hearing from another of its case."""
    return f"hearing:{hearing.requested_on}"


def held_again(file: CaseFile, hearing: HearingFact) -> bool:
    """Return whether another hearing was held after this one."""
    return any(
        h is not hearing and h.held_on is not None and (hearing.held_on is None or h.held_on > hearing.held_on)
        for h in file.hearings
    )


def notified_in_time(file: CaseFile) -> Iterator[Finding]:
    """Judge R13: seven working days between notice and hearing, three between announcement and hearing."""
    for hearing in file.hearings:
        yield from _notice(file, hearing)
        yield from _announcement(file, hearing)


def came_to_nothing(file: CaseFile, hearing: HearingFact) -> bool:
    """Return whether the party stayed away from a hearing of which it was not told in time: that waives nothing."""
    on, served = hearing.planned_on or hearing.ended_on, hearing.notice_served_on
    if hearing.end_reason != "no_show" or on is None:
        return False
    return served is None or notice_days(served, on, file.legal, file.calendar) < file.legal.hearing_notice_days


def _notice(file: CaseFile, hearing: HearingFact) -> Iterator[Finding]:
    missed = hearing.ended_on is not None and hearing.end_reason in MISSED
    on, served = hearing.held_on or hearing.planned_on or hearing.ended_on, hearing.notice_served_on
    if on is None or (hearing.ended_on is not None and not missed):
        return
    if served is None:
        yield from _unnotified(hearing)
        return
    wanted = file.legal.hearing_notice_days
    had = notice_days(served, on, file.legal, file.calendar)
    strictly = clear_working_days(served, on, file.calendar)
    if min(had, strictly) < wanted:
        red = had < wanted
        yield finding(
            "R13",
            _("The notice of the hearing was served on %(served)s, %(had)s working day(s) before the hearing on %(on)s;"
              " there must be %(wanted)s."),
            article=SEVEN, severity="red" if red else "yellow", blocks=red and hearing.held_on is None and not missed,
            day=served, key=f"{key_of_hearing(hearing)}:notice", step="H06",
            remedy=AGAIN if missed else _("Hold the hearing on %(first)s at the earliest."), served=served, on=on,
            had=min(had, strictly), wanted=wanted, first=earliest_hearing(served, file.legal, file.calendar),
        )  # fmt: skip


def _unnotified(hearing: HearingFact) -> Iterator[Finding]:
    on, said = hearing.held_on, _("The hearing of %(on)s was held, but no notice of it was served on the party.")
    if on is None and hearing.ended_on is not None:
        on = hearing.planned_on or hearing.ended_on
        said = _("The hearing of %(on)s was taken as given up, but no notice of it was served on the party.")
    if on is not None:
        yield finding(
            "R13", said, article=SEVEN, day=on, key=f"{key_of_hearing(hearing)}:notice", step="H06", remedy=AGAIN,
            on=on,
        )  # fmt: skip


def _announcement(file: CaseFile, hearing: HearingFact) -> Iterator[Finding]:
    on = hearing.held_on
    if on is None or not hearing.is_public:
        return
    latest = announcement_by(on, file.legal, file.calendar)
    if hearing.announced_on is None or hearing.announced_on > latest:
        yield finding(
            "R13", _("The public hearing of %(on)s should have been announced by %(due)s."), article=ANNOUNCED,
            severity="yellow", day=latest, key=f"{key_of_hearing(hearing)}:announced", step="H07",
            remedy=_("Announce public hearings three working days before."), on=on, due=latest,
        )  # fmt: skip


def impartial(file: CaseFile) -> Iterator[Finding]:
    """Judge R14: nobody who sits investigated, and the chair holds the certificate."""
    for hearing in file.hearings:
        curable = not held_again(file, hearing) and hearing.ended_on is None
        chair = hearing.chair
        yield from _investigated(file, hearing, chair, _("chair"), blocks=curable)
        if is_older(hearing.designated_on or hearing.requested_on):
            continue  # of the chair alone, and of no certificate, the statute spoke before
        panel = [(one, _("hearing officer or translator")) for one in hearing.panel]
        for who, word in ((hearing.recorder, _("recorder")), *panel):
            yield from _investigated(file, hearing, who, word, blocks=curable)
        if chair is not None and file.legal.chair_needs_certificate and not hearing.chair_certificate:
            yield finding(
                "R14",
                _("%(name)s cannot chair: there is no chair's certificate valid on the day."),
                article=CERTIFICATE,
                blocks=curable,
                day=hearing.designated_on or hearing.requested_on,
                key=f"{key_of_hearing(hearing)}:certificate:{key_of(chair)}",
                step="H04",
                remedy=_("Designate somebody who holds the certificate; the county justice bureau can lend one."),
                name=chair.name,
            )


def _investigated(
    file: CaseFile, hearing: HearingFact, who: Person | None, word: str, *, blocks: bool
) -> Iterator[Finding]:
    record = took_part(file, who)
    if who is None or record is None:
        return
    yield finding(
        "R14", _("%(name)s cannot be the %(role)s of the hearing: %(name)s took part in %(what)s on %(on)s."),
        article=CHAIR, blocks=blocks, day=hearing.designated_on or hearing.requested_on,
        key=f"{key_of_hearing(hearing)}:{key_of(who)}", step="H04",
        remedy=_("Designate somebody who took no part in the investigation; a hearing so held is held again."),
        name=who.name, role=TRANSLATED + word, what=record.word, on=record.on,
    )  # fmt: skip


def on_record(file: CaseFile) -> Iterator[Finding]:
    """Judge R15: the record is signed or its refusal noted, and the decision rests on it."""
    for hearing in file.hearings:
        if hearing.held_on is None:
            continue
        left = any(s.code == "H09" and s.left_on for s in file.steps) or hearing.reported_on is not None
        if not hearing.record_signed and not hearing.refusal_note and (left or file.decision is not None):
            yield finding(
                "R15", _("The record of the hearing of %(on)s is neither signed nor noted as refused."), article=RECORD,
                severity="red" if file.decision else "yellow", blocks=True, day=hearing.held_on,
                key=f"{key_of_hearing(hearing)}:record", step="H09",
                remedy=_("Let the party sign, or let the chair note the refusal."), on=hearing.held_on,
            )  # fmt: skip
        if file.decision is not None and file.decision.on < hearing.held_on:
            yield finding(
                "R15",
                _("The decision of %(decided)s came before the hearing of %(on)s and cannot rest on its record."),
                article=RECORD,
                blocks=True,
                day=file.decision.on,
                key=f"{key_of_hearing(hearing)}:before",
                step="P14",
                remedy=_("Decide on the record of the hearing."),
                decided=file.decision.on,
                on=hearing.held_on,
            )
        if not is_older(hearing.held_on):
            yield from _new_evidence(file, hearing)


def _new_evidence(file: CaseFile, hearing: HearingFact) -> Iterator[Finding]:
    """Find what was taken after the hearing and never put to the party (yellow: no article says so expressly)."""
    until = file.decision.on if file.decision else None
    told = [n.served_on for n in file.notices] + [h.held_on for h in file.hearings if h.held_on]
    for inquiry in file.inquiries:
        later = until is not None and hearing.held_on is not None and hearing.held_on < inquiry.on <= until
        if later and not any(day >= inquiry.on for day in told):
            yield finding(
                "R15", _("Evidence of %(on)s was taken after the hearing of %(held)s; the party was not heard on it."),
                article=RECORD, severity="yellow", day=inquiry.on, key=f"{key_of_hearing(hearing)}:new:{inquiry.id}",
                step="P05", remedy=_("Notify the party again, or hear it on the new evidence, before deciding."),
                on=inquiry.on, held=hearing.held_on or inquiry.on,
            )  # fmt: skip


RULES = (
    Rule(
        "R13",
        gettext_lazy("The hearing is notified and announced in time"),
        SEVEN,
        notified_in_time,
        blocks=True,
        acts=frozenset({"notify_hearing"}),
    ),
    Rule(
        "R14",
        gettext_lazy("The chair did not investigate and holds the certificate"),
        CHAIR,
        impartial,
        blocks=True,
        acts=frozenset({"designate_chair", "notify_hearing", "hold_hearing", "decide"}),
        from_on=FIRST,
    ),
    Rule(
        "R15",
        gettext_lazy("The decision rests on the signed record"),
        RECORD,
        on_record,
        blocks=True,
        acts=frozenset({"sign_hearing_record", "report_hearing", "decide"}),
        from_on=FIRST,
    ),
)
