"""Hear and recheck the defence (P10, 行政处罚法第四十五、六十二、六十四条)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import alone, checked_day, close_step, lock, require_open
from cases.documents.layout import chinese_day
from cases.documents.sheets import keep_sheet
from cases.documents.titles import title_of
from cases.models import Case, Defence, Notice
from cases.papers import take_in
from cases.request_hearing import request_hearing
from cases.rules.discussion import discussion_required
from cases.rules.file import CaseFile
from cases.rules.loading import load
from cases.rules.review import review_required
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, OutOfOrder, Refusal
from enforcement.web.times import say_day

ONWARD = ("review", "discussion", "decide")


class NoNotice(OutOfOrder):
    """Refuse a defence before any notice."""

    sentence = _("No notice has been served on the party.")


class AnotherWay(Refusal):
    """Refuse a way on that the law does not open for this case, and name the one that it does."""


class PeriodRuns(Refusal):
    """Refuse to go on while the party's period runs and it has not waived."""

    article = "中华人民共和国行政处罚法第六十二条、第六十四条第一项"

    def __init__(self, until: date) -> None:
        super().__init__(
            _("The party may still speak until %(until)s.") % {"until": say_day(until)},
            remedy=_("Wait for that day to pass, or keep the party's waiver in writing in the file."),
            field="outcome",
        )


class TooLateForHearing(Refusal):
    """Refuse a request for a hearing after its term."""

    sentence = _("The request for a hearing came after the term had ended, or the notice gave no such right.")
    article = "中华人民共和国行政处罚法第六十三条、第六十四条第一项"
    remedy = _("Record what the party said as its defence.")


class RecheckMissing(Invalid):
    """Refuse to pass over a defence without a recheck."""

    sentence = _("The party spoke: say whether its reasons hold, and what the recheck found.")
    article = "中华人民共和国行政处罚法第四十五条第一款"


class WaiverNotWritten(Invalid):
    """Refuse a waiver that is not in writing, or an agent's without express authority."""

    sentence = _("A waiver counts only if it is express and in writing: add the signed declaration.")
    article = "中华人民共和国行政处罚法第六十二条"
    remedy = _("Let the party sign on this device or take a picture of the signed paper; an agent needs express power.")


class StatementWaits(Refusal):
    """Refuse to go on while something that the party said waits for its recheck."""

    sentence = _("What the party said was not rechecked yet.")
    article = "中华人民共和国行政处罚法第四十五条第一款"
    remedy = _("Open “Recheck what the party said” and answer each statement.")


@transaction.atomic(durable=True)
def hear_defence(
    *,
    case_id: int,
    by: Actor,
    at: datetime,
    outcome: str,
    made_on: date | None = None,
    text: str = "",
    waived: bool = False,
    accepted: bool | None = None,
    recheck: str = "",
    form: str = "written",
    said_by: str = "",
    express: bool = False,
    waiver: bytes = b"",
) -> Defence:
    """Record the defence, waiver, silence or request for a hearing, and send the case on.

    ``form`` is written or oral (recorded); ``said_by`` names the agent who spoke, empty for the party itself;
    ``waiver`` is the signed declaration as PDF or picture.

    ``outcome`` is hearing, new_facts, renotify, or the one lawful way on: review, discussion or decide.

    Raises:
        AnotherWay: for a way on that is not the lawful one. PeriodRuns: while the party may still speak.
        TooLateForHearing: for a late request. RecheckMissing, StatementWaits: for a defence that nobody rechecked.
        WaiverNotWritten: for a waiver without the signed declaration, or an agent's without express authority.
    """
    case = lock(case_id)
    step = require_open(case, "hear_defence")
    notice = case.notices.last()
    if notice is None:
        raise NoNotice
    today = clock.day_of(at)
    day = checked_day(made_on, at=at, field="made_on", not_before=notice.served_on)
    asks = outcome == "hearing"
    _check_words(notice, day, asks=asks, text=text, answered=accepted is not None and bool(recheck.strip()))
    if waived:
        _check_waiver(case, said_by, waiver, express=express)
    if outcome in ONWARD:
        _check_onward(case, notice, outcome, today, waived=waived)
    made = Defence.objects.create(
        notice=notice, made_on=day, text=text, waived=waived, hearing_requested=asks, accepted=accepted,
        recheck=recheck, form=form or "written", said_by=said_by, express=express, late=day > notice.defence_until,
        rechecked_on=today if accepted is not None else None,
    )  # fmt: skip
    _keep_papers(case, notice, made, by, at, step.node.code, waiver)
    close_step(
        case, act="hear_defence", by=by, at=at, outcome=outcome, people=alone(by, "handle"),
        body={"defence": made.pk, "made_on": day, "waived": waived, "hearing_requested": asks, "accepted": accepted},
    )  # fmt: skip
    if asks:
        request_hearing(
            case=case, notice=notice, by=by, at=at, requested_on=day, form=made.form, said_by=said_by, words=text
        )  # fmt: skip
    return made


def _check_words(notice: Notice, day: date, *, asks: bool, text: str, answered: bool) -> None:
    if asks and (not notice.hearing_right or day > notice.defence_until):
        raise TooLateForHearing(field="outcome")
    if text.strip() and not asks and not answered:
        raise RecheckMissing(field="recheck")


def _check_waiver(case: Case, said_by: str, waiver: bytes, *, express: bool) -> None:
    by_agent = said_by.strip() not in {"", case.party.name, case.party.representative}
    if not waiver or (by_agent and not express):
        raise WaiverNotWritten(field="waiver")


def _check_onward(case: Case, notice: Notice, outcome: str, today: date, *, waived: bool) -> None:
    if notice.defences.filter(accepted=None, hearing_requested=False).exclude(text="").exists():
        raise StatementWaits(field="outcome")
    _way_on(load(case, today=today), outcome)
    if today <= notice.defence_until and not waived:
        raise PeriodRuns(notice.defence_until)


def way_on(file: CaseFile) -> tuple[str, str]:
    """Return the one lawful way on once the party was heard, and why."""
    why = review_required(file)
    if why:
        return "review", why
    why = discussion_required(file)
    return ("discussion", why) if why else ("decide", "")


def offered(case: Case, on: date) -> tuple[list[str], str]:
    """Return the outcomes that the law leaves open now, and why the case must go that way."""
    notice = case.notices.last()
    way, why = way_on(load(case, today=on))
    # A request in time may be entered later: the act judges the day on which the party asked.
    hearing = ["hearing"] if notice and notice.hearing_right else []
    return [*hearing, way, "new_facts", "renotify"], why


def _way_on(file: CaseFile, outcome: str) -> None:
    way, why = way_on(file)
    if outcome == way:
        return
    said = {
        "review": _("The case needs a legal review first: %(why)s."),
        "discussion": _("The case needs a collective discussion first: %(why)s."),
        "decide": _("The case needs neither review nor discussion: it goes to the head for the decision."),
    }[way]
    raise AnotherWay(
        said % {"why": why}, article="中华人民共和国行政处罚法第五十七条第二款、第五十八条", field="outcome"
    )


def _keep_papers(case: Case, notice: Notice, made: Defence, by: Actor, at: datetime, step: str, waiver: bytes) -> None:
    day = chinese_day(made.made_on)
    if made.text.strip():
        keep_sheet(
            case=case, code="CS", by=by, at=at, step=step,
            rows=[
                ("告知书", notice.number), ("日　　期", day), ("陈述申辩人", made.said_by or case.party.name),
                ("方　　式", "口头（已记录）" if made.form == "oral" else "书面"), ("陈述申辩", made.text),
            ],
        )  # fmt: skip
    if made.recheck.strip():
        found = "成立，予以采纳" if made.accepted else "不成立，不予采纳"
        keep_sheet(
            case=case, code="FH", by=by, at=at, step=step,
            rows=[("告知书", notice.number), ("复核情况", made.recheck), ("复核意见", found)],
        )  # fmt: skip
    if made.waived:
        take_in(case=case, code="FQ", title=title_of("FQ"), content=waiver, by=by, at=at, step=step)
