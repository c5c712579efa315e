"""Enter an opinion of reconsideration (行政复议法第七十六条): issued here, or received from another organ."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import checked_day
from cases.models import Case, Remedy
from cases.numbering import take_number
from cases.rules.time import plain
from cases.supervision.insiders import refuse_insider
from cases.supervision.matters.acting import ORGAN, SUPERVISE, needed, note
from cases.supervision.matters.issue_letter import demand
from cases.supervision.matters.kinds import KINDS, NotInForce
from cases.supervision.matters.models import Letter, Matter
from cases.supervision.matters.review_papers import keep_papers
from cases.supervision.matters.supervisors import body_of, government_of
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotAllowed, NotFound, Refusal
from enforcement.flowcharts.calendar.current import calendar
from enforcement.organisation.duties.holding import holds, require
from enforcement.organisation.models import Agency

KIND: Final = KINDS["review_opinion"]
DAYS: Final = 60
"""行政复议法第七十六条: sixty days from the day on which the organ received it."""


class NoReconsideration(Refusal):
    """Refuse an opinion on a case that no reconsideration organ ever looked at."""

    sentence = _("No reconsideration of this case is recorded.")
    article = KIND.article
    remedy = _("Record the reconsideration on the page of the case first, or enter the opinion without a case.")


@transaction.atomic(durable=True)
def enter_review_opinion(
    *, by: Actor, at: datetime, agency_id: int, reconsideration: str, text: str, basis: str, demands: str,
    case_id: int | None = None, organ: str = "", number: str = "", issued_on: date | None = None,
    received_on: date | None = None, file: bytes = b"",
) -> Letter:  # fmt: skip
    """Keep the opinion as the one letter of a matter without a chart: the organ reports within sixty days of receipt.

    Without ``number`` it is issued here, by the organ's own government, and numbered and written; with one it came
    from the ``organ`` named, and its scan is kept.

    Raises:
        NotAllowed: for anybody but a supervisor above the organ or, where it was received, a head of the organ.
        NoReconsideration, cases.supervision.matters.kinds.NotInForce: as named. NotFound: without such an agency.
        Invalid, TextMissing, cases.papers.FileNotTaken, DayAhead, DayTooEarly: on their fields.
    """
    agency = Agency.objects.filter(pk=agency_id, is_active=True).first()
    if agency is None:
        raise NotFound
    _check_who(agency, by, at, received=bool(number.strip()))
    issued = checked_day(issued_on, at=at, field="issued_on")
    got = checked_day(received_on or issued, at=at, field="received_on", not_before=issued)
    if not KIND.in_force(issued):
        raise NotInForce
    government, body = government_of(agency), body_of(agency)
    if government is None or body is None:
        raise NotFound
    if number.strip() and (not file or not organ.strip()):
        raise Invalid(_("Add the scan of what was received, and the organ that wrote it."), field="file")
    said, case = needed(text, "text"), _case(agency, case_id)
    known = number.strip() or take_number(agency=government, kind=KIND.sign, on=issued)
    if Letter.objects.filter(number=known).exists():
        raise Invalid(_("A letter with this number is entered already."), field="number")
    matter = Matter.objects.create(
        number=known, agency=agency, body=body, origin=Matter.Origin.RECONSIDERED, title=said.splitlines()[0][:120],
        origin_note=needed(reconsideration, "reconsideration")[:200], summary=said, case=case, opened_on=got,
        opened_by=by.name, finding=Matter.Finding.ILLEGAL, finding_text=said, finding_basis=needed(basis, "basis"),
    )  # fmt: skip
    letter = Letter.objects.create(
        matter=matter, kind=KIND.code, number=known, issuer=organ.strip() if number.strip() else government.name,
        text=said, basis=matter.finding_basis, issued_on=issued, due_on=plain(got, DAYS, calendar()).due_on,
        issued_by_id=by.person_id or 0, issued_by_name=by.name,
    )  # fmt: skip
    asked = demand(letter, demands.splitlines())
    keep_papers(letter, asked, signed=None if number.strip() else government, file=file, by=by, at=at, got=got)
    body_told = {"letter": known, "issuer": letter.issuer, "received_on": got, "due_on": letter.due_on,
                 "case": case.pk if case else None, "demands": asked}  # fmt: skip
    note(matter, act="enter_review_opinion", by=by, at=at, body=body_told)
    return letter


def _check_who(agency: Agency, by: Actor, at: datetime, *, received: bool) -> None:
    if by.person_id is None:
        raise NotAllowed
    if received and holds(person_id=by.person_id, duty=ORGAN, agency=agency):
        return
    require(by=by, duty=SUPERVISE, agency=agency)
    refuse_insider(by=by, agency=agency, at=at)


def _case(agency: Agency, case_id: int | None) -> Case | None:
    if not case_id:
        return None
    case = Case.objects.filter(pk=case_id, agency__path__startswith=agency.path).first()
    if case is None:
        raise NotFound
    if not case.remedies.filter(kind=Remedy.Kind.RECONSIDERATION, refused_on__isnull=True).exists():
        raise NoReconsideration(field="case_id")
    return case
