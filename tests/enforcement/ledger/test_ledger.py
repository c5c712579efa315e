"""The ledger: the only way in, the chain, and what tampering looks like."""

from datetime import UTC, date, datetime
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, InternalError, connection, transaction
from django.db.transaction import TransactionManagementError

from enforcement.actor import SYSTEM, Actor
from enforcement.ledger.append import append, head_of
from enforcement.ledger.chain import GENESIS, Head, canonical
from enforcement.ledger.models import Counter, Entry
from enforcement.ledger.queries import body_of, faults, hash_of, history_of
from tests.factories.ledger import EntryFactory
from tests.factories.organisation import AT

pytestmark = pytest.mark.django_db


def tamper(sql: str) -> None:
    """Change rows as somebody with the database's own rights could: past the triggers."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(sql)
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")


def test_the_first_entry_follows_from_nothing_and_the_next_from_it():
    first, second = EntryFactory(), EntryFactory()
    assert (first.seq, first.prev) == (1, GENESIS)
    assert (second.seq, second.prev) == (2, first.hash)
    assert first.hash == hash_of(first)
    assert str(first) == "test:1#1 test.happen"


def test_an_entry_keeps_who_when_and_what():
    who = Actor(kind="person", person_id=7, name="赵试甲", agency="试验局", credential="0001")
    entry = EntryFactory(by=who, verb="case.file", body={"名": "甲", "n": 1})
    assert entry.actor == {"kind": "person", "person_id": 7, "name": "赵试甲", "agency": "试验局", "credential": "0001"}
    assert (entry.at, entry.credential, entry.verb) == (AT, "0001", "case.file")
    assert body_of(entry) == {"名": "甲", "n": 1}


def test_each_series_has_its_own_chain():
    EntryFactory(series="a:1")
    other = EntryFactory(series="b:1")
    assert (other.seq, other.prev) == (1, GENESIS)
    assert [e.series for e in history_of("a:1")] == ["a:1"]


def test_an_act_that_carries_the_head_writes_with_one_statement(django_assert_num_queries):
    EntryFactory()
    head = head_of("test:1")
    with django_assert_num_queries(1):
        new = append(series="test:1", by=SYSTEM, at=AT, verb="test.go", body={}, head=head)
    assert new == head_of("test:1")
    assert new.seq == 2


@pytest.mark.django_db(transaction=True)
def test_an_entry_outside_a_transaction_is_refused():
    with pytest.raises(TransactionManagementError):
        append(series="test:1", by=SYSTEM, at=AT, verb="test.go", body={})
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE ledger_entry SET verb = 'test.other'",
        "DELETE FROM ledger_entry",
        "TRUNCATE ledger_entry",
    ],
)
def test_the_database_refuses_to_change_or_remove_an_entry(sql):
    entry = EntryFactory()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert Entry.objects.get().verb == entry.verb


def test_two_entries_never_have_the_same_number():
    EntryFactory()
    with pytest.raises(DatabaseError), transaction.atomic():
        append(series="test:1", by=SYSTEM, at=AT, verb="test.go", body={}, head=Head())


def test_an_untouched_ledger_has_no_fault():
    for series in ("a:1", "b:1"):
        EntryFactory.create_batch(3, series=series)
    assert list(faults()) == []


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE ledger_entry SET body = '{\"fact\":99}' WHERE seq = 2",
        'UPDATE ledger_entry SET actor = \'{"name": "x", "kind": "person"}\' WHERE seq = 2',
        "UPDATE ledger_entry SET at = at - interval '1 day' WHERE seq = 2",
        "UPDATE ledger_entry SET verb = 'test.other' WHERE seq = 2",
        "UPDATE ledger_entry SET credential = '0002' WHERE seq = 2",
        "UPDATE ledger_entry SET recorded_at = recorded_at - interval '1 day' WHERE seq = 2",
    ],
    ids=["body", "actor", "moment", "verb", "credential", "recorded"],
)
def test_a_changed_entry_is_found(sql):
    EntryFactory.create_batch(3)
    tamper(sql)
    assert list(faults()) == ["test:1#2: its content was changed after it was written."]


def test_a_removed_entry_is_found():
    EntryFactory.create_batch(3)
    tamper("DELETE FROM ledger_entry WHERE seq = 2")
    assert list(faults()) == [
        "test:1: entry 2 is missing (found 3).",
        "test:1#3: does not follow the entry before it.",
    ]


def test_an_entry_rewritten_with_a_fitting_hash_breaks_the_next_one():
    EntryFactory.create_batch(3)
    second = Entry.objects.get(seq=2)
    second.body = '{"fact":99}'
    tamper(f"UPDATE ledger_entry SET body = '{second.body}', hash = '{hash_of(second)}' WHERE seq = 2")
    assert list(faults()) == ["test:1#3: does not follow the entry before it."]


def test_one_series_may_be_checked_alone():
    EntryFactory(series="a:1")
    EntryFactory(series="b:1")
    tamper("UPDATE ledger_entry SET verb = 'x' WHERE series = 'a:1'")
    assert list(faults("b:1")) == []
    assert len(list(faults("a:1"))) == 1


def test_the_command_says_that_all_is_intact():
    EntryFactory.create_batch(2)
    EntryFactory(series="b:1")
    said = StringIO()
    call_command("verify_ledger", stdout=said)
    assert "3 entries in 2 series" in said.getvalue()
    said = StringIO()
    call_command("verify_ledger", "--series", "b:1", stdout=said)
    assert "1 entries in 1 series" in said.getvalue()


def test_the_command_fails_on_a_fault_and_names_it():
    EntryFactory()
    tamper("UPDATE ledger_entry SET verb = 'x'")
    named = StringIO()
    with pytest.raises(CommandError, match=r"1 fault"):
        call_command("verify_ledger", stderr=named)
    assert "test:1#1" in named.getvalue()


def test_the_canonical_text_is_the_same_for_the_same_facts():
    at = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    facts = {
        "b": at,
        "a": date(2026, 1, 2),
        "money": Decimal("1.50"),
        "set": {"y", "x"},
        "tuple": (2, 1),
        "raw": b"\x01",
    }
    said = canonical(facts)
    assert said == (
        '{"a":"2026-01-02","b":"2026-01-02T03:04:05.000000+00:00","money":"1.50","raw":"01","set":["x","y"],"tuple":[2,1]}'
    )
    assert canonical(dict(reversed(facts.items()))) == said
    assert canonical({"title": Counter(key="k", last=2)}) == '{"title":"k: 2"}'


def test_the_migration_can_be_taken_back_and_put_again():
    from enforcement.ledger.migrations import __path__ as path

    assert path
    with connection.cursor() as cursor:
        module = __import__("enforcement.ledger.migrations.0002_append_only", fromlist=["SQL"])
        cursor.execute(module.UNDO)
        cursor.execute(module.SQL)
    EntryFactory()
    with pytest.raises((InternalError, DatabaseError)), transaction.atomic():
        Entry.objects.all().delete()
