"""The sequencer: every committed entry gets one place, without gaps, also one whose transaction stood open for long."""

import threading

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Max

from enforcement.actor import SYSTEM
from enforcement.ledger.append import append
from enforcement.ledger.models import Entry
from enforcement.transparency.models import Checkpoint, Fingerprint, LogKey, LogLeaf, Sequence, Tile
from enforcement.transparency.sequence_entries import sequence_entries
from enforcement.transparency.tiles import Tree
from enforcement.transparency.verifier.merkle import root_of
from enforcement.transparency.verify import verify
from tests.factories import transparency as make
from tests.factories.ledger import EntryFactory
from tests.factories.organisation import AT


def in_the_log() -> list[str]:
    """Return the entries in the order of the log."""
    names = dict(Entry.objects.values_list("pk", "series"))
    return [names[pk] for pk in LogLeaf.objects.order_by("index").values_list("entry_id", flat=True)]


@pytest.mark.django_db
def test_places_go_on_without_a_gap_and_each_entry_has_one():
    assert sequence_entries(at=AT) == 0
    EntryFactory.create_batch(5)
    assert sequence_entries(at=AT, batch=2) == 5
    EntryFactory.create_batch(2, series="b:1")
    assert [sequence_entries(at=AT), sequence_entries(at=AT)] == [2, 0]
    assert list(LogLeaf.objects.order_by("index").values_list("index", flat=True)) == list(range(7))
    assert in_the_log() == ["test:1"] * 5 + ["b:1"] * 2


@pytest.mark.django_db(transaction=True)
def test_an_entry_of_a_transaction_that_stood_open_is_not_lost():
    written, end = threading.Event(), threading.Event()

    def hold() -> None:
        try:
            with transaction.atomic():
                append(series="held:1", by=SYSTEM, at=AT, verb="test.hold", body={})
                written.set()
                assert end.wait(20)
        finally:
            connection.close()

    thread = threading.Thread(target=hold)
    thread.start()
    assert written.wait(20)
    for name in ("a:1", "a:2"):
        EntryFactory(series=name)
        assert sequence_entries(at=AT) == 1  # nobody waits for the one that is held
    held = Sequence.objects.get()
    assert held.watermark < Entry.objects.aggregate(last=Max("pk"))["last"] - 1
    assert held.holders
    end.set()
    thread.join(20)
    assert sequence_entries(at=AT) == 1
    assert in_the_log() == ["a:1", "a:2", "held:1"]
    assert Entry.objects.get(series="held:1").pk < Entry.objects.get(series="a:1").pk
    sequence_entries(at=AT)
    assert Sequence.objects.get().watermark == Entry.objects.aggregate(last=Max("pk"))["last"]
    assert verify(at=AT).fault_count == 0


@pytest.mark.django_db(transaction=True)
def test_while_one_sequencer_works_another_does_nothing():
    EntryFactory()
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(hashtextextended('transparency.sequence', 7))")
            assert sequence_entries(at=AT) == 0
            cursor.execute("SELECT pg_advisory_unlock_all()")
    finally:
        other.close()
    assert sequence_entries(at=AT) == 1


@pytest.mark.django_db
def test_the_stored_tree_is_that_of_its_leaves():
    for count in (255, 1, 300, 80):
        make.a_log(count)
        leaves = [bytes(leaf) for leaf in LogLeaf.objects.order_by("index").values_list("hash", flat=True)]
        tree = Tree(len(leaves))
        assert tree.root() == root_of(leaves)
        assert Tree(200).root() == root_of(leaves[:200])
    assert [str(tile) for tile in Tile.objects.order_by("number")] == ["0/0", "0/1"]


@pytest.mark.django_db
def test_the_database_refuses_to_change_what_the_log_says():
    make.a_checkpoint(256)
    make.a_fingerprint()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for model in (LogLeaf, Tile, Fingerprint, Checkpoint, LogKey):
            table, column = model._meta.db_table, model._meta.pk.column
            for sql in (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}", f"TRUNCATE {table} CASCADE"):
                with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
                    cursor.execute(sql)
