"""The lines of a list in a table of the transaction, each beside what the register knows of its person."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date
from functools import lru_cache
from typing import Final

from django.db import connection
from django.db.models import QuerySet

from certification.officers.intake.lines import Line, Problem
from enforcement.organisation.copying import copy_rows, temporary
from enforcement.organisation.models import Agency
from enforcement.organisation.secrecy import fingerprints

COLUMNS: Final = (
    '"row", name, sex, fingerprint, agency_id, title, establishment, is_enforcement, fields, area, from_on,'
    " qualification, granted_on, hearing, supervision"
)
TYPES: Final = (
    '"row" integer, name text, sex text, fingerprint varchar(64), agency_id bigint, title text, establishment text,'
    " is_enforcement boolean, fields jsonb, area text, from_on date, qualification text, granted_on date, hearing text,"
    " supervision text, person_id bigint, post_id bigint, post text, sheet boolean, papers boolean, changed boolean"
)
PERSONS: Final = """
UPDATE officer_line l SET person_id = p.id FROM organisation_person p
WHERE p.id_fingerprint = l.fingerprint AND l.fingerprint <> ''
"""
POSTS: Final = """
UPDATE officer_line l SET post_id = o.id, post = CASE
    WHEN o.alike AND coalesce(l.from_on, o.from_on) = o.from_on THEN 'same'
    WHEN NOT o.alike AND l.from_on > o.from_on THEN 'next' ELSE 'correct' END
FROM (
    SELECT DISTINCT ON (n."row") n."row", o.id, o.from_on,
        (o.title, o.establishment, o.is_enforcement) = (n.title, n.establishment, n.is_enforcement) AS alike
    FROM officer_line n JOIN organisation_post o ON o.person_id = n.person_id AND o.agency_id = n.agency_id
    WHERE o.from_on <= %(on)s AND (o.to_on IS NULL OR o.to_on >= %(on)s)
    ORDER BY n."row", alike DESC, o.from_on DESC, o.id
) o WHERE o."row" = l."row"
"""
SHEETS: Final = """
UPDATE officer_line l SET
    sheet = s.person_id IS NULL AND (l.fields <> '[]' OR l.area <> '') OR (l.fields <> '[]' AND s.fields <> l.fields)
            OR (l.area <> '' AND s.area <> l.area) OR (l.sex <> '' AND p.sex <> l.sex),
    papers = (l.qualification <> '' AND NOT EXISTS (
                SELECT FROM certification_legalqualification q WHERE q.number = l.qualification))
          OR (l.hearing <> '' AND NOT EXISTS (SELECT FROM certification_certificate c WHERE c.number = l.hearing))
          OR (l.supervision <> '' AND NOT EXISTS (
                SELECT FROM certification_certificate c WHERE c.number = l.supervision))
FROM organisation_person p LEFT JOIN certification_officer s ON s.person_id = p.id WHERE p.id = l.person_id
"""
CHANGED: Final = """
UPDATE officer_line SET changed = person_id IS NOT NULL AND (post_id IS NULL OR post <> 'same' OR sheet OR papers)
"""


def stage(lines: list[Line], agencies: dict[int, int], *, on: date) -> None:
    """Copy lines into ``officer_line`` and set person, post and what differs; in the caller's transaction."""
    prints = fingerprints(line.id_number for line in lines)
    rows = (
        (
            line.row, line.name, line.sex, mark, agencies.get(line.row), line.title, line.establishment,
            line.enforcement, _codes(line.fields), line.area, line.from_on, line.qualification, line.granted_on,
            line.hearing, line.supervision,
        )
        for line, mark in zip(lines, prints, strict=True)
    )  # fmt: skip
    with connection.cursor() as cursor:
        temporary(cursor, "officer_line", TYPES)
        copy_rows(cursor, "officer_line", COLUMNS, rows)
        cursor.execute("CREATE INDEX ON officer_line (fingerprint)")
        cursor.execute("ANALYZE officer_line")
        cursor.execute(PERSONS)
        cursor.execute(POSTS, {"on": on})
        cursor.execute(SHEETS)
        cursor.execute(CHANGED)


def agencies_of(lines: list[Line], within: QuerySet[Agency]) -> tuple[dict[int, int], list[Problem]]:
    """Return the agency of each line by its row: by name, short name or credit code, of those within."""
    ids: dict[str, list[int]] = defaultdict(list)
    for agency in within.filter(is_active=True):
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


@lru_cache(maxsize=1024)
def _codes(fields: tuple[str, ...]) -> str:
    return json.dumps(fields)
