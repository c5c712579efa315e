"""Entries of the ledger, made through its only way in."""

from __future__ import annotations

import factory
from django.db import transaction

from enforcement.actor import SYSTEM
from enforcement.ledger.append import append
from enforcement.ledger.models import Counter, Entry
from tests.factories.organisation import AT


class EntryFactory(factory.Factory):
    class Meta:
        model = Entry

    series = "test:1"
    by = SYSTEM
    at = AT
    verb = "test.happen"
    body = factory.Sequence(lambda n: {"fact": n})

    @classmethod
    def _create(cls, model_class: type[Entry], *args: object, **facts: object) -> Entry:
        with transaction.atomic():
            head = append(**facts)
        return Entry.objects.get(series=facts["series"], seq=head.seq)


class CounterFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Counter

    key = factory.Sequence(lambda n: f"test:{n}")
