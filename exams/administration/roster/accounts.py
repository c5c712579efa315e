"""Open accounts for persons of a roster whom the system does not know: a person, a post, no password.

They set a password themselves with the code on their admission ticket (``exams.administration.activate``). The user
name is drawn at random: an identification number is never one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.contrib.auth.hashers import make_password

from enforcement.organisation import names
from enforcement.organisation.identifiers import id_number_fault
from enforcement.organisation.models import Person, Post
from enforcement.organisation.secrecy import fingerprints, sealer
from enforcement.organisation.usernames import fresh
from exams.administration.roster.lines import Line, Problem

BATCH = 2000
PREFIX = "ks"


def faults(lines: list[Line]) -> Iterator[Problem]:
    """Yield what keeps an account from being opened for the person of a line."""
    for line in lines:
        if not line.id_number:
            yield Problem(line.row, "who", "unknown")
            continue
        wrong = _name_fault(line.name)
        if wrong:
            yield Problem(line.row, "name", "name", {"said": wrong})
        if id_number_fault(line.id_number):
            yield Problem(line.row, "who", "id_number")
        if not line.agency:
            yield Problem(line.row, "agency", "needs_agency")
        if not line.post:
            yield Problem(line.row, "post", "needs_post")
        if not line.establishment:
            yield Problem(line.row, "establishment", "needs_establishment")


def _name_fault(name: str) -> str:
    try:
        names.demand(name)
    except names.NameRefused as refusal:
        return str(refusal.sentence)
    return ""


def open_accounts(lines: list[Line], agencies: dict[int, int], *, on: date) -> dict[int, int]:
    """Write persons with their posts from a day on; return the persons by the rows of their lines."""
    seal = sealer()
    prints = fingerprints(line.id_number for line in lines)
    made = [
        Person(
            username=name,
            name=names.tidy(line.name)[:60],
            password=make_password(None),
            id_sealed=seal(line.id_number),
            id_fingerprint=mark,
        )
        for line, mark, name in zip(lines, prints, fresh(PREFIX, len(lines)), strict=True)
    ]
    people = Person.objects.bulk_create(made, batch_size=BATCH)
    Post.objects.bulk_create(
        [
            Post(
                person=person,
                agency_id=agencies[line.row],
                title=line.post[:40],
                establishment=line.establishment,
                is_enforcement=line.enforcement,
                from_on=on,
            )
            for person, line in zip(people, lines, strict=True)
        ],
        batch_size=BATCH,
    )
    return {line.row: person.pk for line, person in zip(lines, people, strict=True)}
