"""What eligibility must know of many persons, read set by set: a fixed number of queries, however many they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Q

from enforcement import clock
from enforcement.organisation import parameters
from enforcement.organisation.models import Person, Post
from exams import results
from exams.administration.history import Registration, last_sat_on, make_up_for, used
from exams.administration.parameters import ABSENT_COUNTS, ADMISSION, AGAIN, EXEMPTION, VOIDED_COUNTS
from exams.administration.training import hours_of
from exams.among import among
from exams.eligibility import Decision, Facts, judge_alike
from exams.models import Candidate, Discipline, Result, Session, Sitting, Waiver
from exams.queries import agencies_examined
from exams.results import Exempted, Passed


class Dossier(NamedTuple):
    """The facts of one person, the agency of the post they rest on, and the waiver that holds for this session."""

    facts: Facts
    agency_id: int | None
    waived: frozenset[str] = frozenset()
    waiver_id: int | None = None

    @property
    def decision(self) -> Decision:
        """What eligibility says, with what was waived set aside."""
        found = judge_alike(self.facts)
        return found.setting_aside(self.waived) if self.waived else found

    @property
    def agency(self) -> int:
        """The agency for which an eligible person sits; somebody without a post never is."""
        if self.agency_id is None:
            raise ValueError("without a post there is no agency")
        return self.agency_id

    def snapshot(self) -> dict[str, Any]:
        """Return what is kept with the candidate."""
        kept = self.decision.snapshot()
        return {**kept, "waiver": self.waiver_id} if self.waiver_id else kept


class HeldPost(NamedTuple):
    """The columns of a post that eligibility reads."""

    agency_id: int
    establishment: str
    is_enforcement: bool
    is_leader: bool


def dossiers(
    *, session: Session, person_ids: Collection[int], at: datetime, agencies: Mapping[int, int] | None = None
) -> dict[int, Dossier]:
    """Return the dossier of each person that exists. Twelve queries at most.

    ``agencies`` names, by person, the agency whose post is to be judged; without it the post begun last counts.
    """
    ids = list(person_ids)
    read = _read(session, ids, at, agencies or {})
    people = Person.objects.filter(pk__in=among(ids)).values_list("pk", "is_active")
    found = {}
    for pk, is_active in people:
        post = read.posts.get(pk)
        waived, waiver_id = read.waivers.get(pk, (frozenset(), None))
        facts = _facts(session, read, pk, is_active=is_active)
        found[pk] = Dossier(facts, post.agency_id if post else None, waived, waiver_id)
    return found


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read of all persons at once, each by person."""

    given: Mapping[str, Any]
    sits_on: date
    posts: Mapping[int, HeldPost]
    earlier: Mapping[int, list[Registration]]
    here: Collection[int]
    hours: Mapping[int, Decimal]
    passes: Mapping[int, Passed]
    exempt: Mapping[int, Exempted]
    bars: Mapping[int, str]
    waivers: Mapping[int, tuple[frozenset[str], int | None]]


def _read(session: Session, ids: list[int], at: datetime, agencies: Mapping[int, int]) -> _Read:
    exam, on = session.exam, clock.day_of(at)
    given = parameters.values(ADMISSION, agency=exam.agency, on=on)
    field = exam.field if exam.subject == exam.Subject.PROFESSIONAL else None
    wanted = bool(exam.training_hours)
    return _Read(
        given=given,
        sits_on=max(on, clock.day_of(session.opens_at)),
        posts=_posts(session, ids, on, agencies),
        earlier=_registrations(session, ids, at),
        here=set(
            Candidate.objects.filter(session=session, person_id__in=among(ids)).values_list("person_id", flat=True)
        ),
        hours=hours_of(person_ids=ids, from_on=_twelve_months_before(on), to_on=on) if wanted else {},
        passes=results.latest_passes(person_ids=ids, subject=exam.subject, on=on, family=exam.family, field=field),
        exempt=results.exemptions(person_ids=ids, subject=exam.subject, on=on) if given[EXEMPTION] else {},
        bars=_bars(ids, on),
        waivers=_waivers(session, ids),
    )


def _facts(session: Session, read: _Read, pk: int, *, is_active: bool) -> Facts:
    exam, given = session.exam, read.given
    post, rows, passed, free = read.posts.get(pk), read.earlier.get(pk, ()), read.passes.get(pk), read.exempt.get(pk)
    last = last_sat_on(rows) if exam.retake_days else None
    return Facts(
        family=exam.family,
        is_active=is_active,
        has_post=post is not None,
        establishment=post.establishment if post else "",
        may_enforce=post is not None and post.is_enforcement and post.establishment in Post.MAY_ENFORCE,
        is_enforcement=post is not None and post.is_enforcement,
        is_leader=post is not None and post.is_leader,
        attempts_used=used(rows, voided_counts=given[VOIDED_COUNTS], absent_counts=given[ABSENT_COUNTS]),
        attempts_allowed=exam.attempts,
        registered=pk in read.here,
        kind=session.kind,
        training_done=int(10 * read.hours.get(pk, 0)),
        training_wanted=exam.training_hours,
        passed_until=passed.valid_until.isoformat() if passed else "",
        exempt=free is not None,
        exempt_until=free.valid_until.isoformat() if free and free.valid_until else "",
        again=given[AGAIN],
        rested=(read.sits_on - last).days if last else -1,
        rest_wanted=exam.retake_days,
        barred_until=read.bars.get(pk, ""),
        make_up_for=make_up_for(rows) if session.kind == Session.Kind.MAKE_UP else "",
    )


def _posts(session: Session, ids: list[int], on: date, wanted: Mapping[int, int]) -> dict[int, HeldPost]:
    rows = (
        Post.objects.filter(Q(to_on=None) | Q(to_on__gte=on), from_on__lte=on, person_id__in=among(ids))
        .filter(agency__in=agencies_examined(session.exam))
        .order_by("person_id", "-from_on", "-pk")
        .values_list("person_id", "agency_id", "establishment", "is_enforcement", "is_leader", "is_head")
    )
    found: dict[int, HeldPost] = {}
    for person_id, agency_id, establishment, is_enforcement, is_leader, is_head in rows:
        asked = wanted.get(person_id)
        if person_id not in found and asked in {None, agency_id}:
            found[person_id] = HeldPost(agency_id, establishment, is_enforcement, is_leader or is_head)
    return found


def _here(session: Session, ids: list[int]) -> set[int]:
    rows = Candidate.objects.filter(session=session, person_id__in=among(ids))
    return set(rows.values_list("person_id", flat=True))


def _registrations(session: Session, ids: list[int], at: datetime) -> dict[int, list[Registration]]:
    """Return the registrations of persons for the other sessions of the exam and the sitting of this one."""
    rows = Candidate.objects.filter(session__exam_id=session.exam_id, person_id__in=among(ids))
    cancelled = set(
        Discipline.objects.filter(
            candidate__session__exam_id=session.exam_id, person_id__in=among(ids), level=Discipline.Level.CANCELLED,
            lifted_at=None,
        ).values_list("candidate_id", flat=True)
    )  # fmt: skip
    passed = dict(
        Result.objects.filter(session__exam_id=session.exam_id, person_id__in=among(ids), superseded_by=None)
        .filter(Q(session__release_at_once=True) | Q(session__state__in=["closed", "released"]))
        .values_list("sitting__candidate_id", "passed")
    )
    found: dict[int, list[Registration]] = defaultdict(list)
    columns = (
        "pk", "person_id", "session__kind", "session__state", "session__closes_at", "sitting__state",
        "sitting__started_at",
    )  # fmt: skip
    for pk, person_id, kind, state, closes_at, sitting, started_at in rows.values_list(*columns):
        one = Registration(
            kind=kind,
            over=state in {"closed", "released"} or closes_at < at,
            sat_on=clock.day_of(started_at) if started_at else None,
            passed=passed.get(pk),
            void=sitting == Sitting.State.VOIDED,
            cancelled=pk in cancelled,
        )
        found[person_id].append(one)
    return found


def _bars(ids: list[int], on: date) -> dict[int, str]:
    """Return the last day of the bar that holds on a day, by person; of several the one that ends last."""
    rows = (
        Discipline.objects.filter(
            person_id__in=among(ids), level=Discipline.Level.BARRED, lifted_at=None, from_on__lte=on, until_on__gte=on
        )
        .order_by("until_on")
        .values_list("person_id", "until_on")
    )
    return {person_id: until.isoformat() for person_id, until in rows if until}


def _waivers(session: Session, ids: list[int]) -> dict[int, tuple[frozenset[str], int | None]]:
    rows = (
        Waiver.objects.filter(state=Waiver.State.GRANTED, ruling__session=session, ruling__person_id__in=among(ids))
        .order_by("pk")
        .values_list("ruling__person_id", "ruling__grounds", "pk")
    )
    return {person_id: (frozenset(grounds), pk) for person_id, grounds, pk in rows}


def _twelve_months_before(on: date) -> date:
    """Return the first day of the twelve months that end on a day."""
    try:
        return on.replace(year=on.year - 1) + timedelta(days=1)
    except ValueError:  # 29 February
        return date(on.year - 1, 3, 1)
