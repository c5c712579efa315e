"""Enter an inspection outside any case: approved first, notified, scanned, and not above the yearly cap (R36)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import checked_day
from cases.evidence.inspections.frequency import ARTICLE, cap, counted
from cases.models import Inspection
from cases.numbering import take_number
from certification import standing
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotFound
from enforcement.ledger.append import append
from enforcement.organisation.duties.holding import holds, require
from enforcement.organisation.models import Agency, Person
from enforcement.organisation.secrecy import fingerprint, seal

KIND, ENOUGH = "检", 2


class NotApprovedBefore(Invalid):
    """Refuse an inspection that the head did not approve by its day."""

    sentence = _("An inspection is approved by the head before it is held: name who approved it, and when.")
    article = ARTICLE


class ApprovedAfter(NotApprovedBefore):
    """Refuse an inspection whose approval came later than it."""

    sentence = _("The approval is dated after the inspection: the head approves before it is held.")
    remedy = _("Correct one of the two days; an inspection without approval beforehand is not held.")


class NoticeMissing(Invalid):
    """Refuse an inspection without its written notice."""

    sentence = _("The written notice of inspection must be shown to the enterprise.")
    article = ARTICLE


class InspectorsUnfit(Invalid):
    """Refuse an inspection by fewer than two officers with valid credentials."""

    sentence = _("Two officers whose credentials are valid on the day of the inspection must hold it.")
    article = "中华人民共和国行政处罚法第四十二条第一款、第五十五条"


class AboveCap(Invalid):
    """Refuse one planned inspection too many in a year."""

    sentence = _("This enterprise had %(n)s planned inspections this year, as many as are allowed.")
    article = ARTICLE
    remedy = _("Leave it out, or say why it is needed all the same: supervisors see it.")


@transaction.atomic(durable=True)
def register_inspection(
    *,
    agency_id: int,
    by: Actor,
    at: datetime,
    occasion: str,
    field: str,
    enterprise: str,
    matter: str,
    approver_id: int,
    approved_on: date,
    notice_given: bool,
    officer_ids: Iterable[int],
    found: str,
    held_on: date | None = None,
    scanned: bool = False,
    code: str = "",
    over_cap_because: str = "",
) -> Inspection:
    """Enter an inspection with its number; ``field`` is the field of enforcement of the officers' credentials.

    Raises:
        NotAllowed: without the duty of handling. NotApprovedBefore, NoticeMissing, InspectorsUnfit, AboveCap.
    """
    agency = Agency.objects.filter(pk=agency_id).first()
    if agency is None:
        raise NotFound
    require(by=by, duty="handle", agency=agency)
    day = checked_day(held_on, at=at, field="held_on")
    approver = Person.objects.filter(pk=approver_id).first()
    if approver is None or not holds(person_id=approver.pk, duty="decide", agency=agency):
        raise NotApprovedBefore(field="approver_id")
    if approved_on > day:
        raise ApprovedAfter(field="approved_on")
    if not notice_given:
        raise NoticeMissing(field="notice_given")
    ids = list(dict.fromkeys(officer_ids))
    stand = standing.may_act_many(person_ids=ids, on=day, field=field, agency=agency)
    if sum(one.ok for one in stand.values()) < ENOUGH or not all(one.ok for one in stand.values()):
        raise InspectorsUnfit(field="officer_ids")
    number = take_number(agency=agency, kind=KIND, on=day)  # its lock lets two at once count one after the other
    mark = fingerprint(code.strip().upper())
    before = counted(agency=agency, enterprise=enterprise, mark=mark, year=day.year).count()
    over = occasion == Inspection.Occasion.PLAN and before >= cap(agency, day)
    if over and not over_cap_because.strip():
        raise AboveCap(AboveCap.sentence % {"n": before}, field="over_cap_because")
    names = dict(Person.objects.filter(pk__in=ids).values_list("pk", "name"))
    made = Inspection.objects.create(
        agency=agency, number=number, occasion=occasion, enterprise=enterprise, code_sealed=seal(code.strip().upper()),
        code_fingerprint=mark, matter=matter, approver=approver.name, approved_on=approved_on, notice_given=True,
        scanned_at=at if scanned else None, held_on=day, found=found, entered_at=at,
        officers=[{"person": pk, "name": names[pk], "credential": stand[pk].number} for pk in ids],
        over_cap_because=over_cap_because if over else "",
    )  # fmt: skip
    append(
        series=f"inspection:{made.pk}", by=by, at=at, verb="inspection.register",
        body={"number": number, "enterprise": enterprise, "held_on": day, "occasion": occasion, "over_cap": over,
              "officers": made.officers, "entered_on": clock.day_of(at)},
    )  # fmt: skip
    return made
