"""What the papers of a session print, read for many candidates at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from enforcement import clock
from enforcement.ledger.queries import body_of, history_of
from enforcement.organisation import parameters
from exams.administration.activation_code import activation_code, may_be_activated
from exams.administration.papers.sheets import RoomSheet, SeatRow
from exams.administration.papers.ticket import TicketFace
from exams.administration.parameters import TICKET_PHOTO, TICKET_RULES
from exams.administration.ticket_token import sealed
from exams.create_session import series_of
from exams.models import Accommodation, Candidate, Session, SessionRoom


def candidates_of(session: Session) -> QuerySet[Candidate]:
    """Return the candidates of a session as papers name them, room by room, seat by seat."""
    return (
        Candidate.objects.filter(session=session)
        .select_related("person", "agency", "room__site", "accommodation")
        .order_by("room__site__name", "room__name", "seat", "ticket")
    )


def ticket_faces(session: Session, candidates: Iterable[Candidate], *, at: datetime) -> Iterator[TicketFace]:
    """Yield what each candidate's ticket says."""
    exam = session.exam
    given = parameters.values((TICKET_RULES, TICKET_PHOTO), agency=exam.agency, on=clock.day_of(at))
    for candidate in candidates:
        if not candidate.ticket:
            continue
        yield TicketFace(
            agency=exam.agency.name,
            exam=exam.title,
            number=candidate.ticket,
            code=code_address(candidate.ticket),
            facts=tuple(_facts(session, candidate)),
            rules=given[TICKET_RULES],
            photo=given[TICKET_PHOTO],
            account=_account(candidate),
        )


def code_address(ticket: str) -> str:
    """Return the address in the code of a ticket: the check-in page with the sealed number."""
    return f"{settings.PUBLIC_URL}{reverse('exam_check_in_ticket', args=[sealed(ticket)])}"


def room_sheets(session: Session, *, room_id: int | None = None) -> list[RoomSheet]:
    """Return the papers of a session's rooms, or of one of them."""
    rooms = SessionRoom.objects.filter(session=session).select_related("room__site")
    if room_id is not None:
        rooms = rooms.filter(room_id=room_id)
    rows: dict[int | None, list[SeatRow]] = {}
    for candidate in candidates_of(session).filter(room__in=rooms.values("room")):
        rows.setdefault(candidate.room_id, []).append(_seat_row(candidate))
    seed = last_seed(session)
    return [
        RoomSheet(
            exam=session.exam.title,
            session=session.title,
            window=window(session),
            site=used.room.site.name,
            room=used.room.name,
            seats=used.room.seats,
            rows=rows.get(used.room_id, []),
            seed=seed,
        )
        for used in rooms.order_by("room__site__name", "room__name")
    ]


def last_seed(session: Session) -> str:
    """Return the seed of the last draw of seats by lot, "" if there was none."""
    draws = history_of(series_of(session.pk)).filter(verb="exam.seat")
    last: Any = draws.last()
    body = body_of(last) if last else {}
    return str(body.get("seed", "")) if body.get("order") == "lot" else ""


def window(session: Session) -> str:
    """Return when a session is open, as papers write it."""
    begin, end = timezone.localtime(session.opens_at), timezone.localtime(session.closes_at)
    first = f"{begin.year}年{begin.month}月{begin.day}日 {begin:%H:%M}"
    same = begin.date() == end.date()
    return f"{first}－{end:%H:%M}" if same else f"{first} 至 {end.year}年{end.month}月{end.day}日 {end:%H:%M}"


def needs_of(candidate: Candidate) -> str:
    """Return what was granted to a candidate, in short."""
    granted: Accommodation | None = getattr(candidate, "accommodation", None)
    if granted is None or granted.state != Accommodation.State.GRANTED:
        return ""
    words = []
    if granted.minutes or granted.percent:
        words.append("延时")
    words += [name for name, given in (("大字", granted.large_text), ("代读", granted.reader)) if given]
    return "、".join([*words, *(["单独考场"] if granted.own_room else [])])


def _facts(session: Session, candidate: Candidate) -> Iterator[tuple[str, str]]:
    yield "姓名", candidate.person.name
    if candidate.person.id_sealed:
        yield "证件号码", candidate.person.id_masked
    yield "单位", candidate.agency.name
    yield "场次", session.title
    yield "考试时间", window(session)
    yield "考试时长", f"{session.minutes}分钟"
    if candidate.room is None:
        yield "考试方式", f"网上考试，登录 {settings.PUBLIC_URL}"
    else:
        yield "考点", candidate.room.site.name
        yield "地址", candidate.room.site.address
        yield "考场", candidate.room.name
        yield "座位号", str(candidate.seat or "入场时安排")
    needs = needs_of(candidate)
    if needs:
        yield "便利条件", needs


def _account(candidate: Candidate) -> tuple[str, str, str] | None:
    person = candidate.person
    if not may_be_activated(person):
        return None
    address = f"{settings.PUBLIC_URL}{reverse('exam_activate')}"
    return address, person.username, activation_code(person_id=person.pk, ticket=candidate.ticket)


def _seat_row(candidate: Candidate) -> SeatRow:
    return SeatRow(
        seat=candidate.seat or 0,
        ticket=candidate.ticket,
        name=candidate.person.name,
        masked=candidate.person.id_masked,
        agency=candidate.agency.short_name or candidate.agency.name,
        needs=needs_of(candidate),
    )
