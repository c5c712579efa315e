"""Officers of the register: sheets, qualifications, changes of posts, requests for correction, lists."""

from __future__ import annotations

import itertools
from datetime import date

from certification.models import Correction, Intake, LegalQualification, Movement, Officer
from enforcement.organisation.models import Agency, Person, Post
from tests.factories.certification import moment

_number = itertools.count(1)


def a_sheet(person: Person, **changes: object) -> Officer:
    facts = {"fields": ["market"], "area": "乐陵市", "updated_at": moment("2026-05-01"), **changes}
    return Officer.objects.create(person=person, **facts)


def a_legal_qualification(person: Person, agency: Agency, **changes: object) -> LegalQualification:
    facts = {"number": f"A9999{next(_number):09d}", "granted_on": date(2020, 3, 1), "document": "法律职业资格证书"}
    facts |= {"entered_at": moment("2026-05-01"), "entered_by": "x"}
    return LegalQualification.objects.create(person=person, agency=agency, **{**facts, **changes})


def a_movement(post: Post, **changes: object) -> Movement:
    facts = {"kind": "end", "holds_on": date(2026, 5, 1), "document": "乐人社〔2026〕1号", "made_by": "x"}
    facts |= {"made_at": moment("2026-05-01"), "person": post.person, "agency": post.agency, "post": post}
    return Movement.objects.create(**{**facts, **changes})


def a_correction(person: Person, agency: Agency, **changes: object) -> Correction:
    facts = {"about": "post", "words": "职务应为科长", "made_at": moment("2026-05-01")}
    return Correction.objects.create(person=person, agency=agency, **{**facts, **changes})


def an_intake(agency: Agency, **changes: object) -> Intake:
    facts = {"file_name": "officers.xlsx", "sha256": "0" * 64, "dry_run": True, "rows": 1, "added": 1, "changed": 0}
    facts |= {"unchanged": 0, "left": 0, "refused": 0, "made_at": moment("2026-05-01"), "made_by": "x"}
    return Intake.objects.create(agency=agency, **{**facts, **changes})
