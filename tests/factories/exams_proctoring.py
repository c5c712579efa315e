"""What happens around a sitting: events, interventions, late packets, photos, proctors, pairs, the browser asked for."""

from __future__ import annotations

import itertools
from datetime import date

from exams.models import (
    BrowserConfig,
    Candidate,
    IdentityPhoto,
    Intervention,
    LatePacket,
    Proctor,
    Room,
    Session,
    SessionRoom,
    SimilarPair,
    Site,
    Sitting,
    SittingEvent,
    SittingWatch,
)
from exams.proctoring import seb_file
from tests.factories.exams import AT, County, a_county, a_sitting, an_officer, an_open_session, sitting_of

_number = itertools.count(1)


def an_event(sitting: Sitting | None = None, kind: str = "focus_lost", **facts: object) -> SittingEvent:
    return SittingEvent.objects.create(
        **{
            "sitting": sitting or a_sitting(),
            "kind": kind,
            "lease": 1,
            "number": next(_number),
            "seconds": 9,
            "received_at": AT,
            **facts,
        }
    )


def a_watch(sitting: Sitting | None = None, **facts: object) -> SittingWatch:
    sitting = sitting or a_sitting()
    return SittingWatch.objects.create(**{"sitting": sitting, "session": sitting.session, "seen_at": AT, **facts})


def an_intervention(whom: Candidate | None = None, **facts: object) -> Intervention:
    candidate = whom or a_sitting().candidate
    return Intervention.objects.create(
        **{
            "session": candidate.session,
            "kind": "extend",
            "candidate": candidate,
            "seconds": 600,
            "reason": "停电十分钟",
            "touched": 1,
            "sittings": [candidate.sitting.pk],
            "done_at": AT,
            "done_by": "监考",
            **facts,
        }
    )


def a_late_packet(sitting: Sitting | None = None, masks: dict[str, int] | None = None, **facts: object) -> LatePacket:
    return LatePacket.objects.create(
        **{
            "sitting": sitting or a_sitting(),
            "sha256": f"{next(_number):064x}",
            "lease": 1,
            "masks": {"0": 1} if masks is None else masks,
            "ages_ms": {"0": 45_000},
            "received_at": AT,
            **facts,
        }
    )


def an_identity_photo(candidate: Candidate | None = None) -> IdentityPhoto:
    return IdentityPhoto.objects.create(
        candidate=candidate or a_sitting().candidate, sha256="ab" * 32, taken_at=AT, keep_until=date(2027, 1, 1)
    )


def a_room(county: County | None = None, name: str = "", seats: int = 30, site: Site | None = None) -> Room:
    if site is None:
        agency = (county or a_county()).justice
        site = Site.objects.get_or_create(agency=agency, name="第一考点", defaults={"address": "示例路1号"})[0]
    return Room.objects.create(site=site, name=name or f"{next(_number)}号考场", seats=seats)


def place(session: Session, room: Room, candidates: list[Candidate]) -> None:
    """Give candidates the seats of a room from 1 on."""
    SessionRoom.objects.get_or_create(session=session, room=room)
    for seat, candidate in enumerate(candidates, 1):
        candidate.room, candidate.seat = room, seat
        candidate.save(update_fields=["room", "seat"])


def a_proctor(session: Session | None = None, room: Room | None = None) -> Proctor:
    if session is None:
        county = a_county()
        session = an_open_session(county)
        person = an_officer(county.bureau)
    else:
        person = an_officer(session.exam.agency)
    return Proctor.objects.create(session=session, person=person, room=room)


def a_similar_pair() -> SimilarPair:
    county = a_county()
    people = [an_officer(county.bureau) for _ in range(2)]
    session = an_open_session(county, people)
    first, second = (sitting_of(session, person) for person in people)
    figures = {"common": 8, "same_wrong": 5, "expected": 0.4, "sd": 0.6, "z": 6.8, "p": 1e-6}
    return SimilarPair.objects.create(session=session, first=first, second=second, figures=figures, made_at=AT)


def a_browser_config() -> BrowserConfig:
    settings = seb_file.settings_for(start_url="https://example.test/exams/mine/")
    return BrowserConfig.objects.create(
        session=an_open_session(a_county()),
        settings=settings,
        key=seb_file.config_key(settings),
        made_at=AT,
        made_by="考务",
    )
