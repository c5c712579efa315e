"""Keep the sites (考点) of an agency and their rooms (考场)."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from enforcement.errors import Invalid, NotFound, Refusal
from enforcement.ledger.append import append
from enforcement.organisation.duties.holding import require
from enforcement.organisation.models import Agency
from exams.models import Candidate, Room, Session, SessionRoom, Site


class NameTaken(Invalid):
    """Refuse a second site of an agency, or room of a site, with the same name."""

    sentence = _("This name is taken.")
    remedy = _("Add what tells the two apart, such as the street or the floor.")


class RoomInUse(Refusal):
    """Refuse to take away seats or a room that a session to come needs."""

    sentence = _("A session that is not over yet uses this room.")
    remedy = _("Move its candidates or take the room out of that session first.")


@transaction.atomic(durable=True)
def enter_site(*, agency_id: int, by: Actor, at: datetime, name: str, address: str) -> Site:
    """Enter a site of an agency.

    Raises:
        NotFound, NotAllowed, NameTaken
    """
    agency = Agency.objects.filter(pk=agency_id).first()
    if agency is None:
        raise NotFound
    require(by=by, duty="exam", agency=agency)
    site = Site(agency=agency, name=name.strip(), address=address.strip())
    _save(site)
    _record(site, by, at, "exam.enter_site", {"name": site.name, "address": site.address, "agency": agency.pk})
    return site


@transaction.atomic(durable=True)
def amend_site(*, site_id: int, by: Actor, at: datetime, name: str, address: str, is_active: bool) -> Site:
    """Change a site's name or address, or stop using it.

    Raises:
        NotFound, NotAllowed, NameTaken, RoomInUse
    """
    site = _site(site_id, by)
    if site.is_active and not is_active and _sessions_to_come(at).filter(room__site=site).exists():
        raise RoomInUse(field="is_active")
    site.name, site.address, site.is_active = name.strip(), address.strip(), is_active
    _save(site)
    facts = {"name": site.name, "address": site.address, "is_active": is_active}
    _record(site, by, at, "exam.amend_site", facts)
    return site


@transaction.atomic(durable=True)
def enter_room(*, site_id: int, by: Actor, at: datetime, name: str, seats: int) -> Room:
    """Enter a room with seats numbered from 1.

    Raises:
        NotFound, NotAllowed, NameTaken
    """
    room = Room(site=_site(site_id, by), name=name.strip(), seats=seats)
    _save(room)
    _record(room.site, by, at, "exam.enter_room", {"room": room.pk, "name": room.name, "seats": seats})
    return room


@transaction.atomic(durable=True)
def amend_room(*, room_id: int, by: Actor, at: datetime, name: str, seats: int, is_active: bool) -> Room:
    """Change a room's name or number of seats, or stop using it.

    Raises:
        NotFound, NotAllowed, NameTaken, RoomInUse (also if somebody is to sit at a seat that would be gone)
    """
    room = Room.objects.select_for_update(of=("self",)).filter(pk=room_id).first()
    if room is None:
        raise NotFound
    room.site = _site(room.site_id, by)
    coming = _sessions_to_come(at).filter(room=room).values("session")
    if room.is_active and not is_active and coming.exists():
        raise RoomInUse(field="is_active")
    last = Candidate.objects.filter(room=room, session__in=coming).aggregate(last=Max("seat"))["last"]
    if last is not None and last > seats:
        raise RoomInUse(field="seats")
    room.name, room.seats, room.is_active = name.strip(), seats, is_active
    _save(room)
    facts = {"room": room.pk, "name": room.name, "seats": seats, "is_active": is_active}
    _record(room.site, by, at, "exam.amend_room", facts)
    return room


def _site(site_id: int, by: Actor) -> Site:
    site = Site.objects.select_for_update(of=("self",)).select_related("agency").filter(pk=site_id).first()
    if site is None:
        raise NotFound
    require(by=by, duty="exam", agency=site.agency)
    return site


def _sessions_to_come(at: datetime) -> QuerySet[SessionRoom]:
    over = (Session.State.CLOSED, Session.State.RELEASED)
    return SessionRoom.objects.filter(session__closes_at__gt=at).exclude(session__state__in=over)


def _save(row: Site | Room) -> None:
    if not row.name:
        raise Invalid(field="name")
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as fault:
        raise NameTaken(field="name") from fault


def _record(site: Site, by: Actor, at: datetime, verb: str, facts: dict[str, object]) -> None:
    append(series=f"exam_site:{site.pk}", by=by, at=at, verb=verb, body={"site": site.pk, **facts})
