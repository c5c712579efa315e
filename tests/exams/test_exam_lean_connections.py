"""The connections for sittings: outside a transaction each statement is one of its own, also after a lost connection."""

import json
import threading
from datetime import UTC, datetime

import psycopg
import pytest
from django.db import connection

from enforcement import clock
from exams import lean_connections, statements
from exams.models import SaveJournal, Sitting
from exams.save import save
from exams.start import start
from exams.submit import submit
from tests.exams.asking import asked, token_of
from tests.factories.exams import (
    AT,
    a_county,
    a_sitting,
    an_officer,
    an_open_session,
    minutes,
    now_session_facts,
    sitting_of,
)

pytestmark = pytest.mark.django_db(transaction=True)
EVERYTHING = """
SELECT %(n)s::int AS n, %(none)s::text AS none, %(list)s::smallint[] AS list, %(at)s::timestamptz AS at, true AS yes,
       %(json)s::jsonb AS json, %(text)s::text AS text, 2::bigint AS big, '{}'::smallint[] AS empty, %(n)s::int + 1 AS m
"""


def test_values_come_back_as_they_went():
    at = datetime(2026, 11, 2, 9, 30, 0, 120000, tzinfo=UTC)
    facts = {"n": 5, "none": None, "list": [1, -2], "at": at, "json": json.dumps({"罚": [1]}), "text": "a'b\\{}\"字"}
    row = lean_connections.run(EVERYTHING, facts)[0]
    assert row == {
        "n": 5, "none": None, "list": [1, -2], "at": at, "yes": True, "json": {"罚": [1]}, "text": facts["text"], "big": 2,
        "empty": [], "m": 6,
    }  # fmt: skip


@pytest.mark.parametrize("inside", [True, False])
def test_a_statement_says_the_same_inside_a_transaction_and_outside(inside):
    from django.db import transaction

    sitting = a_sitting()
    save(sitting_id=sitting.pk, at=AT, lease=1, seq=1, delta={0: 2, 5: ["罚款", ""]})
    facts = {"id": sitting.pk, "at": AT}
    outside = statements.row(statements.STATE, facts)
    with transaction.atomic():
        assert statements.row(statements.STATE, facts) == outside


def test_start_save_state_and_submit_are_one_statement_each_through_the_server_s_entry():
    county = a_county()
    person = an_officer(county.bureau)
    sitting = sitting_of(an_open_session(county, [person], **now_session_facts()), person)
    ran = {}
    for name, body in (
        ("start", {"honour": True}),
        ("save", {"seq": 1, "d": {"0": 1}}),
        ("state", None),
        ("submit", {"seq": 2}),
    ):
        method, token = ("GET" if body is None else "POST"), token_of(sitting, 0 if name == "start" else 1)
        with lean_connections.watched() as ran[name]:
            status, said = asked(method, f"/x/sittings/{sitting.pk}/{name}", token, body)
        assert status == 200, said
    assert [ran[name] for name in ("start", "save", "state", "submit")] == [
        [statements.START], [statements.SAVE], [statements.STATE], [statements.SUBMIT],
    ]  # fmt: skip
    sitting.refresh_from_db()
    assert (sitting.state, sitting.answers[0]) == ("submitted", 1)


def test_a_connection_that_was_cut_is_made_again_and_the_save_is_stored_once():
    sitting = a_sitting(at=clock.now() - minutes(1), **now_session_facts())
    save(sitting_id=sitting.pk, lease=1, seq=1, delta={0: 1})
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'sittings'"
        )
        assert cursor.fetchone()[0] >= 1
    assert save(sitting_id=sitting.pk, lease=1, seq=2, delta={1: 1}).written
    assert SaveJournal.objects.filter(sitting=sitting, kind="save").count() == 2


def test_a_faulty_statement_leaves_the_connection_fit():
    for _ in range(2):
        with pytest.raises(psycopg.errors.DivisionByZero):
            lean_connections.run("SELECT 1 / %(n)s::int AS n", {"n": 0})
    with pytest.raises(psycopg.errors.SyntaxError):
        lean_connections.run("SELECT FROM WHERE", {})
    assert lean_connections.run("SELECT 1 / %(n)s::int AS n", {"n": 1}) == [{"n": 1}]


def test_no_more_connections_are_open_than_were_needed_at_once(settings, monkeypatch):
    settings.SITTING_CONNECTIONS = 3
    lean_connections.close_idle()
    monkeypatch.setattr(lean_connections, "_stack", None)
    gate, said = threading.Barrier(8), []

    def ask():
        gate.wait()
        said.append(lean_connections.run("SELECT 1 AS n, pg_sleep(0.05)::text AS s", {})[0]["n"])

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert said == [1] * 8
    assert 1 <= len(lean_connections._stack.free) <= 3
    lean_connections.close_idle()
    assert lean_connections._stack.free == []


def test_a_statement_that_waits_too_long_is_given_up(monkeypatch):
    sitting = a_sitting()
    lean_connections.close_idle()
    monkeypatch.setattr(lean_connections, "MANNERS", "SET statement_timeout = 50; SET timezone = 'UTC'")
    from django.db import transaction

    with transaction.atomic():
        Sitting.objects.select_for_update().get(pk=sitting.pk)
        thread_said = []

        def waits():
            try:
                save(sitting_id=sitting.pk, at=AT, lease=1, seq=1, delta={0: 1})
            except psycopg.errors.QueryCanceled as fault:
                thread_said.append(fault)

        thread = threading.Thread(target=waits)
        thread.start()
        thread.join()
    assert len(thread_said) == 1
    lean_connections.close_idle()
    assert Sitting.objects.get().seq == 0


def test_a_child_process_does_not_use_its_parent_s_connections():
    lean_connections.run("SELECT 1 AS n", {})
    kept = lean_connections._stack
    try:
        lean_connections._forget()
        assert lean_connections._stack is None
        assert lean_connections.run("SELECT 1 AS n", {}) == [{"n": 1}]
        lean_connections.close_idle()
    finally:
        lean_connections._stack = kept


def test_starts_and_submissions_without_a_transaction_are_committed_at_once():
    county = a_county()
    person = an_officer(county.bureau)
    sitting = sitting_of(an_open_session(county, [person]), person)
    start(sitting_id=sitting.pk, at=AT, honour=True)
    submit(sitting_id=sitting.pk, at=AT, lease=1, seq=1, delta={0: 1})
    sitting.refresh_from_db()
    assert (sitting.state, sitting.seq) == ("submitted", 1)
