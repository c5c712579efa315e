"""What the exam office of the town has to do: a refusal on record, and whatever else its pages show."""

from __future__ import annotations

from types import SimpleNamespace

from cases.demo.people import Staff
from enforcement import clock
from enforcement.actor import SYSTEM
from exams.administration.refuse import refuse
from exams.models import Session


def lay(staff: Staff) -> SimpleNamespace:
    """Put work before the exam office."""
    session = Session.objects.get(title="补充场")
    helper = staff.of("urban", "helper")
    (refusal,) = refuse(session_id=session.pk, by=SYSTEM, at=clock.now(), person_ids=[helper.pk])
    return SimpleNamespace(session=session, refusal=refusal)
