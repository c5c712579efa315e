"""The office that keeps a person's record: the agency of a post, for an actor with a duty on it."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from certification.models import Officer
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotAllowed, NotFound, Refusal
from enforcement.organisation.duties.holding import holds
from enforcement.organisation.models import Agency, Person, Post


class OwnRecord(Refusal):
    """Refuse to change one's own record."""

    sentence = _("Nobody changes their own record.")
    remedy = _("Say what is wrong on your own page, “My record”; the office answers it.")


class DocumentMissing(Invalid):
    """Refuse an act that names no document."""

    sentence = _("Write the number of the document.")


def keeper(person_id: int, *, by: Actor, duties: tuple[str, ...] = ("apply",)) -> tuple[Person, Agency]:
    """Return a person, locked, and the agency for which the actor keeps the record: of the latest post first.

    Raises:
        NotFound: for a person without posts. NotAllowed: without a duty where the person serves or served.
        OwnRecord: for oneself.
    """
    person = Person.objects.select_for_update().filter(pk=person_id).first()
    posts = Post.objects.filter(person_id=person_id).select_related("agency").order_by("-from_on", "-pk")
    if person is None or not posts:
        raise NotFound
    if by.person_id == person_id:
        raise OwnRecord
    for post in posts:
        if allowed(by, post.agency, duties):
            return person, post.agency
    raise NotAllowed


def allowed(by: Actor, agency: Agency, duties: tuple[str, ...]) -> bool:
    """Return whether an actor holds one of the duties on an agency (the system does)."""
    return by.kind == "system" or any(holds(person_id=by.person_id, duty=duty, agency=agency) for duty in duties)


def sheet_of(person: Person) -> Officer:
    """Return a person's sheet of the register, not saved yet if there is none."""
    return Officer.objects.filter(person=person).first() or Officer(person=person)


def open_posts(person_id: int, on: date) -> list[Post]:
    """Return the posts of a person that last on or begin after a day, the earliest first; locked."""
    rows = Post.objects.select_for_update(of=("self",)).select_related("agency", "person")
    return list(rows.filter(Q(to_on=None) | Q(to_on__gte=on), person_id=person_id).order_by("from_on", "pk"))


def document_of(given: str) -> str:
    """Return the number of a document.

    Raises:
        DocumentMissing: for none.
    """
    if not given.strip():
        raise DocumentMissing(field="document")
    return given.strip()


def not_to_come(on: date, *, at: datetime, field: str) -> None:
    """Refuse a day to come.

    Raises:
        Invalid: naming the field.
    """
    if on > clock.day_of(at):
        raise Invalid(_("This day is still to come."), field=field)
