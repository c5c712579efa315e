"""What an import would do: judged as one whole, so that a dry run and the import itself say the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from enforcement import clock
from exams.administration.dossiers import Dossier, dossiers
from exams.administration.placing import Place
from exams.administration.roster.accounts import faults, open_accounts
from exams.administration.roster.lines import Line, Problem, Roster
from exams.administration.roster.matching import agencies_of, persons_of, places_of, twice
from exams.models import Candidate, Session

CHUNK = 5000
"""Persons whose facts are read at once."""


@dataclass
class Plan:
    """The problems by cell; who is new with facts and place; who gets another place; who stays as they are."""

    problems: list[Problem] = field(default_factory=list)
    new: dict[int, Dossier] = field(default_factory=dict)
    refused: dict[int, Dossier] = field(default_factory=dict)
    places: dict[int, Place] = field(default_factory=dict)
    moved: dict[int, Place] = field(default_factory=dict)
    unchanged: int = 0
    accounts: int = 0


def planned(*, session: Session, roster: Roster, at: datetime, create_accounts: bool) -> Plan:
    """Return the plan for a locked session. It may have opened accounts, which the caller undoes or keeps."""
    lines = roster.lines
    agencies, wrong_agencies = agencies_of(session, lines)
    places, wrong_places = places_of(session, lines)
    persons, wrong_names = persons_of(lines)
    plan = Plan(problems=[*roster.problems, *wrong_agencies, *wrong_places, *wrong_names])
    plan.problems += twice(lines, persons)
    unknown = [line for line in lines if line.row not in persons and (line.id_number or line.username)]
    if create_accounts:
        _open(plan, unknown, agencies, persons, at)
    else:
        plan.problems += [Problem(line.row, "who", "unknown") for line in unknown]
    wanted = {persons[row]: agency for row, agency in agencies.items() if row in persons}
    plan.places = {persons[row]: place for row, place in places.items() if row in persons}
    _judge(plan, session, [line for line in lines if line.row in persons], persons, wanted, at)
    return plan


def _open(plan: Plan, unknown: list[Line], agencies: dict[int, int], persons: dict[int, int], at: datetime) -> None:
    found = list(faults(unknown))
    wrong = {problem.row for problem in (*found, *plan.problems)}
    fit = [line for line in unknown if line.row not in wrong and line.row in agencies]
    plan.problems += found
    persons.update(open_accounts(fit, agencies, on=clock.day_of(at)))
    plan.accounts = len(fit)


def _judge(
    plan: Plan,
    session: Session,
    lines: list[Line],
    persons: dict[int, int],
    wanted: dict[int, int],
    at: datetime,
) -> None:
    """Sort the persons into new, moved and unchanged; name who may not sit, and seats that are taken."""
    registered = {
        person_id: (pk, Place(room_id, seat) if room_id else None)
        for person_id, pk, room_id, seat in Candidate.objects.filter(session=session).values_list(
            "person_id", "pk", "room_id", "seat"
        )
    }
    fresh = [line for line in lines if persons[line.row] not in registered]
    for chunk in _chunks(fresh):
        ids = [persons[line.row] for line in chunk]
        known = dossiers(session=session, person_ids=ids, at=at, agencies=wanted)
        for line in chunk:
            _admit_or_refuse(plan, line, persons[line.row], known, wanted)
    for line in lines:
        person_id = persons[line.row]
        if person_id not in registered:
            continue
        candidate_id, place = registered[person_id]
        asked = plan.places.get(person_id)
        if asked is None or asked == place:
            plan.unchanged += 1
        else:
            plan.moved[candidate_id] = asked
    _seats_taken(plan, lines, persons, registered)


def _admit_or_refuse(plan: Plan, line: Line, person_id: int, known: dict[int, Dossier], wanted: dict[int, int]) -> None:
    dossier = known[person_id]
    if not dossier.facts.has_post and person_id in wanted:
        plan.problems.append(Problem(line.row, "agency", "no_post_there"))
    elif dossier.decision.eligible:
        plan.new[person_id] = dossier
    else:
        codes = [ground.code for ground in dossier.decision.grounds]
        plan.problems.append(Problem(line.row, "name", "ineligible", {"grounds": codes}))
        plan.refused[person_id] = dossier


def _seats_taken(
    plan: Plan, lines: list[Line], persons: dict[int, int], registered: dict[int, tuple[int, Place | None]]
) -> None:
    leaving = set(plan.moved)
    staying = {
        place: person_id
        for person_id, (candidate_id, place) in registered.items()
        if place is not None and place.seat is not None and candidate_id not in leaving
    }
    for line in lines:
        person_id = persons[line.row]
        place = plan.places.get(person_id)
        if place is not None and staying.get(place, person_id) != person_id:
            plan.problems.append(Problem(line.row, "seat", "seat_taken"))


def _chunks(lines: Iterable[Line]) -> Iterator[list[Line]]:
    rows = list(lines)
    for start in range(0, len(rows), CHUNK):
        yield rows[start : start + CHUNK]
