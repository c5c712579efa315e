"""Designate the chair and the recorder of a hearing (H04)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import close_step, lock
from cases.documents.sheets import keep_sheet
from cases.hearings import hearing_of
from cases.models import Hearing
from certification.standing import certificate
from enforcement.actor import Actor
from enforcement.errors import Invalid
from enforcement.organisation.duties.holding import holds
from enforcement.organisation.models import Person


class NotAChair(Invalid):
    """Refuse a chair who holds no such duty here."""

    sentence = _("This person is not a hearing chair of this agency.")
    remedy = _("Choose somebody who holds the duty “hearing chair”, or ask the county's justice bureau to lend one.")


class OnePersonTwoRoles(Invalid):
    """Refuse the same person as chair and recorder."""

    sentence = _("The chair and the recorder must be two persons.")


@transaction.atomic(durable=True)
def designate_chair(
    *, case_id: int, by: Actor, at: datetime, designated_on: date, chair_id: int, recorder_id: int
) -> Hearing:
    """Name chair and recorder, who may not have investigated the case (行政处罚法第六十四条第四项).

    Raises:
        NotAChair: if the person holds no such duty. OnePersonTwoRoles: if both are one.
        cases.rules.registry.RuleBroken: R14, if one of them took part in the investigation or lacks the certificate.
    """
    case = lock(case_id)
    hearing = hearing_of(case)
    if chair_id == recorder_id:
        raise OnePersonTwoRoles(field="recorder_id")
    if not holds(person_id=chair_id, duty="chair", agency=case.agency):
        raise NotAChair(field="chair_id")
    people = Person.objects.in_bulk([chair_id, recorder_id])
    hearing.chair, hearing.chair_name = people[chair_id], people[chair_id].name
    hearing.recorder, hearing.recorder_name = people[recorder_id], people[recorder_id].name
    hearing.chair_certificate = certificate(person_id=chair_id, kind="hearing_chair", on=designated_on)
    hearing.designated_on = designated_on
    hearing.save(
        update_fields=["chair", "chair_name", "recorder", "recorder_name", "chair_certificate", "designated_on"]
    )
    keep_sheet(
        case=case,
        code="ZP",
        title="听证主持人指定书",
        by=by,
        at=at,
        step="H04",
        rows=[
            ("主持人", f"{hearing.chair_name}（{hearing.chair_certificate}）"),
            ("记录员", hearing.recorder_name),
            ("指定日期", designated_on.isoformat()),
        ],
    )
    close_step(
        case,
        act="designate_chair",
        by=by,
        at=at,
        outcome="designated",
        body={"chair": hearing.chair_name, "certificate": hearing.chair_certificate, "recorder": hearing.recorder_name},
    )
    return hearing
