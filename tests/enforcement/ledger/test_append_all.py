"""Many entries at once: the same chains as one by one, held against others who append, told to those who watch."""

import pytest
from django.db import connection, transaction
from django.db.models.signals import post_save
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from enforcement.actor import SYSTEM, Actor
from enforcement.ledger.append import append
from enforcement.ledger.append_all import MOST, Fact, append_all, heads_of
from enforcement.ledger.models import Entry
from enforcement.ledger.queries import body_of, faults, hash_of, history_of
from tests.factories.ledger import EntryFactory
from tests.factories.organisation import AT

WHO = Actor(kind="person", person_id=7, name="赵试甲", credential="0001")


def facts(*series, verb="test.go"):
    return [Fact(name, WHO, AT, verb, {"名": name, "n": n}) for n, name in enumerate(series)]


@pytest.mark.django_db
def test_entries_of_many_series_follow_from_what_was_there():
    EntryFactory(series="a:1")
    heads = heads_of(["a:1", "b:1", "a:1"])
    assert {name: head.seq for name, head in heads.items()} == {"a:1": 1, "b:1": 0}
    assert append_all(facts=facts("a:1", "b:1", "b:1"), heads=heads) == 3
    assert [(e.series, e.seq) for e in Entry.objects.order_by("series", "seq")] == [
        ("a:1", 1), ("a:1", 2), ("b:1", 1), ("b:1", 2),
    ]  # fmt: skip
    assert list(faults()) == []
    last = history_of("b:1").last()
    assert (last.hash, last.credential, last.at, body_of(last)) == (hash_of(last), "0001", AT, {"名": "b:1", "n": 2})
    append(series="b:1", by=SYSTEM, at=AT, verb="test.on", body={})
    assert list(faults()) == []


@pytest.mark.django_db
def test_the_number_of_statements_does_not_grow_with_the_series():
    with CaptureQueriesContext(connection) as caught:
        append_all(facts=facts(*(f"s:{n}" for n in range(50))), heads=heads_of([f"s:{n}" for n in range(50)]))
    assert len(caught) == 3
    assert Entry.objects.count() == 50


@pytest.mark.django_db
def test_what_watches_the_ledger_is_told_of_each_entry():
    seen = []

    def watch(instance, created, **_more):
        seen.append((instance.series, created))

    post_save.connect(watch, sender=Entry)
    try:
        append_all(facts=facts("a:1", "b:1"), heads=heads_of(["a:1", "b:1"]))
    finally:
        post_save.disconnect(watch, sender=Entry)
    assert seen == [("a:1", True), ("b:1", True)]


@pytest.mark.django_db(transaction=True)
def test_the_series_are_held_until_the_end_of_the_transaction():
    with transaction.atomic():
        heads_of(["a:1", "b:1"])
        other = connection.copy()
        try:
            with other.cursor() as cursor:
                cursor.execute("SELECT pg_try_advisory_lock(hashtextextended(s, 7)) FROM unnest(ARRAY['a:1', 'c:1']) s")
                assert [row[0] for row in cursor.fetchall()] == [False, True]
        finally:
            other.close()


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_or_for_too_many_series_it_is_refused():
    with pytest.raises(TransactionManagementError):
        heads_of(["a:1"])
    with pytest.raises(TransactionManagementError):
        append_all(facts=facts("a:1"), heads={})
    with transaction.atomic():
        with pytest.raises(ValueError, match="at most"):
            heads_of([str(n) for n in range(MOST + 1)])
        with pytest.raises(KeyError):
            append_all(facts=facts("a:1"), heads={})
