"""Who falls short: legal sections, reviewers, classes, lectures, hours of training, as of a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from django.db.models import Q

from cases.legal.reviewers import REVIEWERS
from cases.yearly.models import SectionMember, TrainingEvent
from cases.yearly.officers import members_on, officers_of
from cases.yearly.parameters import CLASSES, LECTURES, SECTION, SECTION_TOWN
from certification.lifecycle.hours import hours_wanted
from enforcement.organisation.models import Agency
from enforcement.organisation.parameters import values
from exams.administration.training import hours_of

CODES = (CLASSES, LECTURES, REVIEWERS, SECTION, SECTION_TOWN)
Light = Literal["green", "yellow", "red"]


@dataclass(frozen=True, slots=True)
class Target:
    """What an agency must have and has. ``is_open``: the year still runs, so what is missing can still come."""

    code: str
    need: Decimal
    have: Decimal
    is_open: bool = False

    @property
    def light(self) -> Light:
        """Green where it is reached, yellow where it can still be, red where it is not."""
        if self.have >= self.need:
            return "green"
        return "yellow" if self.is_open else "red"


@dataclass(frozen=True, slots=True)
class Standing:
    """An agency with its targets."""

    agency: Agency
    targets: tuple[Target, ...]

    @property
    def light(self) -> Light:
        """The gravest light."""
        lights = {target.light for target in self.targets}
        return "red" if "red" in lights else "yellow" if "yellow" in lights else "green"

    @property
    def short(self) -> list[Target]:
        """What is not reached."""
        return [target for target in self.targets if target.light != "green"]


def standing_of(agencies: Sequence[Agency], *, on: date, today: date) -> list[Standing]:
    """Return how agencies stand on a day: the register as of that day, training from 1 January to it."""
    places = _places(agencies, on)
    events = Counter(
        TrainingEvent.objects.filter(
            agency__in=agencies, withdrawn="", held_on__year=on.year, held_on__lte=on
        ).values_list("agency_id", "kind")
    )  # fmt: skip
    running = on.year == today.year
    return [Standing(a, tuple(_targets(a, on, places, events, is_open=running))) for a in agencies]


def _places(agencies: Iterable[Agency], on: date) -> Counter[tuple[int, str]]:
    rows = SectionMember.objects.filter(members_on(on), agency__in=agencies)
    staff = rows.filter(role=SectionMember.Role.STAFF).values_list("agency_id", "person_id").distinct()
    found = Counter((agency, "staff") for agency, _person in staff)
    found.update((pk, "reviewer") for pk in rows.filter(Q(is_reviewer=True)).values_list("agency_id", flat=True))
    return found


def _targets(agency: Agency, on: date, places: Any, events: Any, *, is_open: bool) -> list[Target]:
    wanted, found = values(CODES, agency=agency, on=on), []
    leads = agency.kind in {Agency.Kind.GOVERNMENT, Agency.Kind.TOWNSHIP}
    if agency.kind == Agency.Kind.GOVERNMENT:
        found.append(Target("classes", Decimal(wanted[CLASSES]), Decimal(events[agency.pk, "leaders"]), is_open))
    if leads:
        found.append(Target("lectures", Decimal(wanted[LECTURES]), Decimal(events[agency.pk, "lecture"]), is_open))
    if agency.kind != Agency.Kind.GOVERNMENT:
        people = wanted[SECTION_TOWN if agency.kind == Agency.Kind.TOWNSHIP else SECTION]
        found.append(Target("section", Decimal(people), Decimal(places[agency.pk, "staff"])))
        found += _officers(agency, on, places, Decimal(str(wanted[REVIEWERS])), is_open=is_open)
    return found


def _officers(agency: Agency, on: date, places: Any, percent: Decimal, *, is_open: bool) -> list[Target]:
    ids = officers_of(agency, on)
    if not ids:
        return []
    hours = hours_of(person_ids=ids, from_on=date(on.year, 1, 1), to_on=on)
    wanted = hours_wanted(agency, on)
    trained = sum(1 for each in hours.values() if each >= wanted)
    share = (100 * Decimal(places[agency.pk, "reviewer"]) / len(ids)).quantize(Decimal("0.1"))
    return [Target("reviewers", percent, share), Target("hours", Decimal(len(ids)), Decimal(trained), is_open)]
