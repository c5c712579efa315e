"""The register of officers of the demo: sheets, qualifications, somebody who left, somebody who says what is wrong."""

from __future__ import annotations

from datetime import date, timedelta

from cases.demo.bodies import DEPARTMENTS
from cases.demo.ground import FIELD_OF, STARTED_AT, actor
from cases.demo.people import Staff, id_number
from certification.models import Credential, Officer
from certification.officers.ask_correction import ask_correction
from certification.officers.enter_qualification import enter_qualification
from certification.officers.leave_post import leave_post
from certification.officers.take_in import take_in

LEFT_ON = date(2026, 3, 2)
JOINED = ("沈怀远", "顾宁溪")
"""Invented: one left again, one came and has no card yet."""


def record(staff: Staff) -> None:
    """Fill the register."""
    _sheets()
    _qualifications(staff)
    _movements(staff)
    lead = staff.of("urban", "lead")
    ask_correction(
        by=actor(lead, staff.agencies["urban"]), at=STARTED_AT + timedelta(days=40), about="post",
        words="本人自今年一月起任执法大队副大队长，档案中仍为一级主办。任职文件在办公室。",
    )  # fmt: skip


def _sheets() -> None:
    rows = Credential.objects.order_by("person_id", "-valid_from").distinct("person_id")
    Officer.objects.bulk_create(
        Officer(
            person_id=row.person_id, fields=row.fields, area=row.area, photo=row.photo, photo_sha256=row.photo_sha256,
            updated_at=STARTED_AT,
        )
        for row in rows
    )  # fmt: skip


def _qualifications(staff: Staff) -> None:
    by = actor(staff.of("justice", "examiner"), staff.agencies["justice"])
    for person in staff.people.values():
        if person.law_qualification:
            enter_qualification(
                person_id=person.pk, by=by, at=STARTED_AT, number=person.law_qualification, granted_on=date(2019, 3, 20),
                document="法律职业资格证书",
            )  # fmt: skip


def _movements(staff: Staff) -> None:
    key = DEPARTMENTS[0]
    by = actor(staff.of(key, "clerk"), staff.agencies[key])
    taken = [
        take_in(
            agency_id=staff.agencies[key].pk, by=by, at=STARTED_AT, name=name, sex="f", id_number=id_number(990 + n),
            title="执法大队科员", establishment="administrative", is_enforcement=True, holds_on=date(2026, 1, 5),
            document="乐人社〔2026〕1号", codes=[FIELD_OF[key]], area="乐陵市",
        )
        for n, name in enumerate(JOINED)
    ]  # fmt: skip
    left = taken[0].new_post
    if left is not None:
        leave_post(
            post_id=left.pk, by=by, at=STARTED_AT + timedelta(days=55), kind="leave", holds_on=LEFT_ON,
            document="乐人社〔2026〕6号", ground="辞职",
        )  # fmt: skip
