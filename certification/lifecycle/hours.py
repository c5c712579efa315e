"""Hours of training within a year."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from enforcement.organisation.models import Agency
from enforcement.organisation.parameters import value
from exams.administration.parameters import TRAINING_YEAR
from exams.administration.training import hours_of


def hours_in_year(person_id: int, on: date) -> Decimal:
    """Return the hours of a person within the twelve months that end on a day."""
    found = hours_of(person_ids=[person_id], from_on=on - timedelta(days=364), to_on=on)
    return found.get(person_id, Decimal(0))


def hours_wanted(agency: Agency, on: date) -> int:
    """Return the hours that an officer needs each year."""
    return int(value(TRAINING_YEAR, agency=agency, on=on))
