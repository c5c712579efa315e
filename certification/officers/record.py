"""Everything the register knows of one person, for the page of the record."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q

from certification import photos
from certification.models import Certificate, Correction, LegalQualification, Movement, Officer
from certification.officers import queries
from enforcement.organisation.models import Person, Post
from exams import results
from exams.models import Attendance, Result, Sitting
from exams.results import Exempted


@dataclass(frozen=True, slots=True)
class Record:
    """A person's record on a day."""

    person: Person
    sheet: Officer | None
    posts: list[Post]
    present: Post | None
    movements: list[Movement]
    hours: list[tuple[int, Decimal]]
    courses: list[Attendance]
    results: list[Result]
    qualifications: list[LegalQualification]
    certificates: list[Certificate]
    credentials: list[Any]
    corrections: list[Correction]
    exemption: Exempted | None

    @property
    def has_photo(self) -> bool:
        """Whether there is a photo that can be shown."""
        return self.sheet is not None and bool(self.sheet.photo)


def record_of(person: Person, on: date) -> Record:
    """Return the record of a person; the latest of everything comes first."""
    posts = list(Post.objects.filter(person=person).select_related("agency").order_by("-from_on", "-pk"))
    present = [p for p in posts if p.from_on <= on and (p.to_on is None or p.to_on >= on)]
    courses = _courses(person)
    return Record(
        person=person,
        sheet=Officer.objects.filter(person=person).first(),
        posts=posts,
        present=next(iter(present), None),
        movements=list(person.movements.select_related("agency", "new_post__agency")),
        hours=_by_year(courses),
        courses=courses,
        results=_results(person),
        qualifications=list(person.legal_qualifications.all()),
        certificates=list(person.certificates.order_by("-valid_from")),
        credentials=queries.credentials_of(person.pk, on),
        corrections=list(person.corrections.select_related("agency")),
        exemption=results.exempt(person_id=person.pk, subject="public_law", on=on),
    )


def photo_of(person: Person) -> bytes | None:
    """Return the photo of a record, or None."""
    sheet = Officer.objects.filter(person=person).exclude(photo="").first()
    return photos.read(sheet.photo, sheet.photo_sha256) if sheet else None


def _courses(person: Person) -> list[Attendance]:
    rows = Attendance.objects.filter(
        person=person, state=Attendance.State.ATTENDED, course__closed_at__isnull=False
    ).select_related("course__agency")
    return list(rows.order_by("-course__to_on", "-pk"))


def _by_year(courses: list[Attendance]) -> list[tuple[int, Decimal]]:
    sums: dict[int, Decimal] = defaultdict(Decimal)
    for row in courses:
        sums[row.course.to_on.year] += row.hours
    return sorted(sums.items(), reverse=True)


def _results(person: Person) -> list[Result]:
    rows = Result.objects.filter(Q(session__release_at_once=True) | Q(session__state="released"), person=person)
    rows = rows.filter(superseded_by=None).exclude(sitting__state=Sitting.State.VOIDED)
    return list(rows.select_related("session__exam").order_by("-made_at"))
