"""Write what a staged list does: new persons by COPY, everything else by one statement each."""

from __future__ import annotations

import secrets
from datetime import date, datetime
from typing import Any, Final

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import connection

from certification.officers.intake.lines import Line
from certification.officers.intake.staging import PERSONS
from enforcement.organisation.copying import copy_rows
from enforcement.organisation.secrecy import fingerprints, sealer
from enforcement.organisation.usernames import fresh

PERSON: Final = (
    "username, name, password, is_superuser, name_en, sex, id_sealed, id_fingerprint, law_qualification, is_active"
)
END: Final = """
UPDATE organisation_post o SET to_on = l.from_on - 1 FROM officer_line l WHERE o.id = l.post_id AND l.post = 'next'
"""
CORRECT: Final = """
UPDATE organisation_post o SET title = l.title, establishment = l.establishment, is_enforcement = l.is_enforcement,
    from_on = coalesce(l.from_on, o.from_on)
FROM officer_line l WHERE o.id = l.post_id AND l.post = 'correct'
"""
BEGIN: Final = """
INSERT INTO organisation_post (person_id, agency_id, title, title_en, establishment, is_enforcement, is_head, is_leader,
                               from_on)
SELECT person_id, agency_id, title, '', establishment, is_enforcement, false, false, coalesce(from_on, %(on)s)
FROM officer_line WHERE post_id IS NULL OR post = 'next'
"""
SEX: Final = """
UPDATE organisation_person p SET sex = l.sex FROM officer_line l
WHERE p.id = l.person_id AND l.sex <> '' AND p.sex <> l.sex
"""
SHEET: Final = """
INSERT INTO certification_officer (person_id, fields, area, photo, photo_sha256, photo_findings, updated_at)
SELECT person_id, fields, area, '', '', '[]', %(at)s FROM officer_line WHERE sheet OR sheet IS NULL
ON CONFLICT (person_id) DO UPDATE SET updated_at = excluded.updated_at,
    fields = CASE WHEN excluded.fields = '[]' THEN certification_officer.fields ELSE excluded.fields END,
    area = CASE WHEN excluded.area = '' THEN certification_officer.area ELSE excluded.area END
"""
QUALIFICATION: Final = """
INSERT INTO certification_legalqualification
       (person_id, agency_id, number, granted_on, document, entered_at, entered_by, withdrawn_ground)
SELECT person_id, agency_id, qualification, granted_on, %(document)s, %(at)s, %(by)s, '' FROM officer_line
WHERE qualification <> '' ON CONFLICT (number) DO NOTHING
"""
LAW: Final = """
UPDATE organisation_person p SET law_qualification = l.qualification FROM officer_line l
WHERE p.id = l.person_id AND l.qualification <> '' AND p.law_qualification = ''
"""
CERTIFICATES: Final = """
INSERT INTO certification_certificate (person_id, agency_id, kind, number, issuer, valid_from, withdrawn_ground)
SELECT person_id, agency_id, kind, number, %(document)s, coalesce(from_on, %(on)s), '' FROM officer_line,
    LATERAL (VALUES ('hearing_chair', hearing), ('supervision', supervision)) c (kind, number)
WHERE number <> '' ON CONFLICT (number) DO NOTHING
"""


def write(lines: list[Line], *, file_name: str, by: str, on: date, at: datetime) -> None:
    """Do what ``officer_line`` says; ``file_name`` stands as the document of papers."""
    asked: dict[str, Any] = {"on": on, "at": at, "by": by, "document": file_name[:60]}
    with connection.cursor() as cursor:
        cursor.execute('SELECT "row" FROM officer_line WHERE person_id IS NULL')
        new = {row for (row,) in cursor.fetchall()}
        copy_rows(cursor, "organisation_person", PERSON, _persons([line for line in lines if line.row in new]))
        cursor.execute(PERSONS)
        for statement in (END, CORRECT, BEGIN, SEX, SHEET, QUALIFICATION, LAW, CERTIFICATES):
            cursor.execute(statement, asked)


def _persons(lines: list[Line]) -> list[tuple[Any, ...]]:
    seal, prints = sealer(), fingerprints(line.id_number for line in lines)
    return [
        (
            name,
            line.name,
            UNUSABLE_PASSWORD_PREFIX + secrets.token_hex(20),
            False,
            "",
            line.sex,
            seal(line.id_number),
            mark,
            "",
            True,
        )
        for line, mark, name in zip(lines, prints, fresh("zf", len(lines)), strict=True)
    ]
