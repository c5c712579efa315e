"""Jobs as they stand in the table, and slots of the timetable."""

from __future__ import annotations

import factory

from enforcement.jobs.models import Job, Slot
from tests.factories.organisation import AT


class JobFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Job

    kind = "test.count"
    requested_at = AT


class SlotFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Slot

    kind = "test.round"
    starts_at = AT
