"""Take somebody into a post: a new person, or one whom the system knows by the identification number."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from certification.models import Movement
from certification.officers.office import OwnRecord, allowed, document_of, open_posts, sheet_of
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotAllowed, NotFound, Refusal
from enforcement.ledger.append import append
from enforcement.organisation import names
from enforcement.organisation.identifiers import id_number_fault
from enforcement.organisation.models import Agency, Person, Post
from enforcement.organisation.secrecy import fingerprint
from enforcement.organisation.usernames import fresh


class HoldsPostThere(Refusal):
    """Refuse a second post in the same agency at the same time."""

    sentence = _("This person holds a post in the agency on that day already.")
    remedy = _("End the present post first, from the day on which the new one begins.")


class OtherName(Invalid):
    """Refuse a number that belongs to somebody of another name."""

    sentence = _("This identification number belongs to somebody of another name.")
    remedy = _("Compare both with the identity card. A changed name is amended in the person's record first.")


@transaction.atomic(durable=True)
def take_in(
    *, agency_id: int, by: Actor, at: datetime, name: str, sex: str, id_number: str, title: str, establishment: str,
    is_enforcement: bool, holds_on: date, document: str, codes: Sequence[str] = (), area: str = "",
    confirmed: bool = False,
) -> Movement:  # fmt: skip
    """Give a person a post from a day on; somebody who left comes back with the whole record.

    Raises:
        NotFound, NotAllowed: without the duty ``apply`` on the agency. OwnRecord: for oneself.
        NameRefused and its kinds, OtherName, Invalid, DocumentMissing, HoldsPostThere: as they say.
    """
    agency = Agency.objects.filter(pk=agency_id).first()
    if agency is None:
        raise NotFound
    if not allowed(by, agency, ("apply",)):
        raise NotAllowed
    document, number = document_of(document), id_number.strip().upper()
    if id_number_fault(number):
        raise Invalid(_("This is not a valid identification number (GB 11643)."), field="id_number")
    person = _person(names.demand(name, confirmed=confirmed), sex, number)
    if person.pk == by.person_id:
        raise OwnRecord
    if any(post.agency_id == agency.pk for post in open_posts(person.pk, holds_on)):
        raise HoldsPostThere
    post = Post.objects.create(
        person=person, agency=agency, title=title.strip(), establishment=Post.Establishment(establishment),
        is_enforcement=is_enforcement, from_on=holds_on,
    )  # fmt: skip
    sheet = sheet_of(person)
    sheet.fields, sheet.area, sheet.updated_at = list(codes) or sheet.fields, area.strip() or sheet.area, at
    sheet.save()
    row = Movement.objects.create(
        person=person, kind=Movement.Kind.REJOIN, agency=agency, new_post=post, holds_on=holds_on, document=document,
        made_at=at, made_by=by.name,
    )  # fmt: skip
    body = {"post": post.pk, "agency": agency.name, "title": post.title, "holds_on": holds_on, "document": document}
    append(series=f"person:{person.pk}", by=by, at=at, verb="officer.rejoin", body=body)
    return row


def _person(name: str, sex: str, number: str) -> Person:
    found = Person.objects.select_for_update().filter(id_fingerprint=fingerprint(number)).first()
    if found is not None:
        if found.name != name:
            raise OtherName(field="name")
        return found
    person = Person(username=fresh("zf", 1)[0], name=name, sex=sex)
    person.id_number = number
    person.set_unusable_password()
    person.save()
    return person
