"""Who, where and at which seat: the lines of a roster against what the system knows, set by set."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db import connection

from enforcement.organisation.copying import copy_rows, temporary
from enforcement.organisation.secrecy import fingerprints
from exams.administration.placing import Place
from exams.administration.roster.lines import Line, Problem
from exams.models import Session, SessionRoom
from exams.queries import agencies_examined

FIND = """
SELECT line.row, person.id, person.name FROM roster_line line
  JOIN organisation_person person ON person.id_fingerprint = line.fingerprint WHERE line.fingerprint <> ''
UNION ALL
SELECT line.row, person.id, person.name FROM roster_line line
  JOIN organisation_person person ON person.username = line.username WHERE line.username <> ''
"""


def persons_of(lines: list[Line]) -> tuple[dict[int, int], list[Problem]]:
    """Return the person of each line by its row, found by the fingerprint of the number or by the user name."""
    prints = fingerprints(line.id_number for line in lines)
    with connection.cursor() as cursor:
        temporary(cursor, "roster_line", "row integer, fingerprint varchar(64), username varchar(60)")
        rows = ((line.row, mark, line.username[:60]) for line, mark in zip(lines, prints, strict=True))
        copy_rows(cursor, "roster_line", "row, fingerprint, username", rows)
        cursor.execute("ANALYZE roster_line")
        cursor.execute(FIND)
        found = {row: (person_id, name) for row, person_id, name in cursor.fetchall()}
    problems = [
        Problem(line.row, "name", "other_name")
        for line in lines
        if line.row in found and line.name and line.name != found[line.row][1]
    ]
    return {row: person_id for row, (person_id, _name) in found.items()}, problems


def twice(lines: list[Line], persons: dict[int, int]) -> list[Problem]:
    """Return the lines whose person stands in an earlier line."""
    first: dict[object, int] = {}
    problems = []
    for line in lines:
        key: object = persons.get(line.row) or line.id_number or line.username
        if not key:
            continue
        if key in first:
            problems.append(Problem(line.row, "who", "twice", {"row": first[key]}))
        first.setdefault(key, line.row)
    return problems


def agencies_of(session: Session, lines: list[Line]) -> tuple[dict[int, int], list[Problem]]:
    """Return the agency of each line that names one, by its row."""
    ids: dict[str, list[int]] = defaultdict(list)
    for agency in agencies_examined(session.exam).filter(is_active=True):
        for name in {agency.name, agency.short_name, agency.credit_code} - {""}:
            ids[name].append(agency.pk)
    found, problems = {}, []
    for line in lines:
        named = ids.get(line.agency, []) if line.agency else []
        if len(named) == 1:
            found[line.row] = named[0]
        elif line.agency:
            problems.append(Problem(line.row, "agency", "agency_twice" if named else "agency"))
    return found, problems


def places_of(session: Session, lines: list[Line]) -> tuple[dict[int, Place], list[Problem]]:
    """Return the place of each line that names a room, by its row."""
    rooms: dict[str, list[Any]] = defaultdict(list)
    for used in SessionRoom.objects.filter(session=session).select_related("room__site"):
        for name in {used.room.name, str(used.room)}:
            rooms[name].append(used.room)
    found: dict[int, Place] = {}
    problems: list[Problem] = []
    given: dict[Place, int] = {}
    for line in lines:
        if not line.room:
            continue
        named = rooms.get(line.room, [])
        if len(named) != 1:
            problems.append(Problem(line.row, "room", "room_twice" if named else "room"))
            continue
        place = Place(named[0].pk, line.seat)
        if line.seat is not None and line.seat > named[0].seats:
            problems.append(Problem(line.row, "seat", "no_such_seat", {"seats": named[0].seats}))
        elif line.seat is not None and place in given:
            problems.append(Problem(line.row, "seat", "seat_twice", {"row": given[place]}))
        given.setdefault(place, line.row)
        found[line.row] = place
    return found, problems
