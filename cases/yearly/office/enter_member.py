"""Enter somebody in the register of an agency's legal section, and end a place there."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.legal.reviewers import QUALIFICATION_FROM
from cases.yearly.models import SectionMember
from cases.yearly.office.access import require_keeper
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotFound, OutOfOrder
from enforcement.ledger.append import append
from enforcement.organisation.models import Agency, Person


class WhoMissing(Invalid):
    """Refuse a place without a person or a name."""

    sentence = _("Choose somebody of the agency, or write the name of an outside counsel.")


class MemberTwice(OutOfOrder):
    """Refuse a second place of one person in one section."""

    sentence = _("This person has this place already.")


class Unqualified(Invalid):
    """Refuse a reviewer without the qualification, unless the work was taken up before 2018."""

    sentence = _("Whoever reviews decisions since 2018 needs the legal qualification: write its number.")
    article = "中华人民共和国行政处罚法第五十八条第二款"


class MemberDay(Invalid):
    """Refuse a day to come, or an end before the beginning."""

    sentence = _("Choose a day that has come, the last one not before the first.")


@transaction.atomic(durable=True)
def enter_member(
    *, agency_id: int, by: Actor, at: datetime, role: str, from_on: date, source: str, person_id: int | None = None,
    name: str = "", is_reviewer: bool = False, qualification: str = "",
) -> SectionMember:  # fmt: skip
    """Enter a place in the legal section from a day on, with the document that says so.

    Raises:
        NotFound, NotAllowed. WhoMissing, MemberDay, Unqualified: on their fields. MemberTwice: as it says.
    """
    agency = Agency.objects.select_for_update().filter(pk=agency_id).first()
    if agency is None:
        raise NotFound
    require_keeper(by, agency)
    person = Person.objects.filter(pk=person_id, posts__agency=agency).distinct().first() if person_id else None
    said = person.name if person else name.strip()
    if not said or (person is None and role == SectionMember.Role.STAFF):
        raise WhoMissing(field="person_id")
    if from_on > clock.day_of(at):
        raise MemberDay(field="from_on")
    number = qualification.strip() or (person.law_qualification if person else "")
    if is_reviewer and not number and from_on >= QUALIFICATION_FROM:
        raise Unqualified(field="qualification")
    same = Q(person=person) if person else Q(name=said, person__isnull=True)
    if SectionMember.objects.filter(same, agency=agency, role=role, to_on__isnull=True).exists():
        raise MemberTwice
    made = SectionMember.objects.create(
        agency=agency, person=person, name=said, role=role, is_reviewer=is_reviewer, qualification=number,
        from_on=from_on, source=source.strip(), entered_at=at, entered_by_id=by.person_id or 0,
    )  # fmt: skip
    body = {"member": made.pk, "name": said, "role": role, "reviewer": is_reviewer, "qualification": number,
            "from_on": from_on, "source": made.source}  # fmt: skip
    append(series=f"law_office:{agency.pk}", by=by, at=at, verb="section.enter", body=body)
    return made


@transaction.atomic(durable=True)
def end_member(*, member_id: int, by: Actor, at: datetime, to_on: date) -> SectionMember:
    """End a place in the legal section on its last day.

    Raises:
        NotFound, NotAllowed. MemberDay: on its field. MemberTwice: if it ended before.
    """
    rows = SectionMember.objects.select_for_update(of=("self",)).select_related("agency")
    found = rows.filter(pk=member_id).first()
    if found is None:
        raise NotFound
    require_keeper(by, found.agency)
    if found.to_on is not None:
        raise MemberTwice(_("This place has ended already."))
    if not found.from_on <= to_on <= clock.day_of(at):
        raise MemberDay(field="to_on")
    found.to_on = to_on
    found.save(update_fields=["to_on"])
    body = {"member": found.pk, "name": found.name, "to_on": to_on}
    append(series=f"law_office:{found.agency_id}", by=by, at=at, verb="section.end", body=body)
    return found
