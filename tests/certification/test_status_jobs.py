"""Published within seconds: by a worker, by the timetable, or by whoever asks while no worker runs."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from certification.models import StatusIndex, StatusShard
from certification.status import jobs
from certification.status.jose import payload_of
from certification.status.publish import publish
from enforcement import clock
from enforcement.jobs.models import Job
from enforcement.jobs.perform import drain
from enforcement.jobs.timetable import tick
from enforcement.organisation.models import Agency
from tests.factories.certification import a_suspension, an_officer, clerk
from tests.factories.certification_status import value_of
from tests.factories.flowcharts import an_agency

pytestmark = pytest.mark.django_db(transaction=True)
NOW = clock.now()
SHARD, INDEX = "/status/1.bin", "/status/index.jwt"


@pytest.fixture
def agency() -> Agency:
    return an_agency()


def held(agency: Agency):
    return an_officer(agency).credentials.get()


def waiting() -> int:
    return Job.objects.filter(kind=jobs.KIND, state="waiting").count()


def newest() -> StatusShard:
    return StatusShard.objects.last()


def test_issuing_and_suspending_each_ask_for_a_publication(agency):
    one = held(agency)
    assert waiting() == 1
    drain()
    a_suspension(one, clerk(agency))
    assert waiting() == 1
    drain()
    assert (newest().seq, value_of(newest(), one.sid)) == (2, 2)


def test_many_changes_ask_once(agency):
    for _ in range(4):
        held(agency)
    assert waiting() == 1


def test_a_change_while_one_publication_runs_asks_for_another(agency):
    held(agency)
    Job.objects.filter(kind=jobs.KIND).update(state="running")
    held(agency)
    assert waiting() == 1


def test_a_change_that_is_undone_asks_for_nothing(agency):
    from django.db import transaction

    drain()
    with transaction.atomic():
        jobs.changed()
        transaction.set_rollback(True)
    assert waiting() == 0


def test_the_act_stands_though_nobody_can_be_asked(agency, monkeypatch):
    monkeypatch.setattr(jobs, "enqueue", lambda **_: 1 / 0)
    assert held(agency).statuses.count() == 1


def test_the_timetable_publishes_what_nobody_asked_for(agency, monkeypatch):
    monkeypatch.setattr(jobs, "_ask", lambda: None)
    one = held(agency)
    tick(at=NOW)
    drain()
    assert value_of(newest(), one.sid) == 0


def test_whoever_asks_publishes_what_waits_too_long_for_a_worker(agency):
    one = held(agency)
    drain()
    a_suspension(one, clerk(agency))
    client = Client()
    assert client.get(SHARD).content == bytes(newest().body)
    assert newest().seq == 1
    Job.objects.filter(state="waiting").update(requested_at=NOW - 2 * jobs.PATIENCE)
    assert client.get(SHARD).content == bytes(newest().body)
    assert (newest().seq, value_of(newest(), one.sid), waiting()) == (2, 2, 0)


def test_whoever_asks_has_an_old_list_signed_again(agency):
    held(agency)
    drain()
    old = NOW - jobs.LATEST - timedelta(minutes=1)
    publish(at=old, anew=True)
    first = newest()
    with_old_moment(old)
    client = Client()
    client.get(INDEX)
    assert newest().seq == first.seq + 1
    assert payload_of(client.get(INDEX).content.decode())["shards"][0]["seq"] == newest().seq


def with_old_moment(at) -> None:
    """Let what is published be old, as if the timetable had slept; triggers refuse it to everybody else."""
    moment_ = int(at.timestamp())
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("UPDATE certification_statusshard SET iat = %s", [moment_])
        cursor.execute("UPDATE certification_statusindex SET iat = %s", [moment_])
        cursor.execute("SET session_replication_role = DEFAULT")


def test_an_old_list_is_given_out_where_nothing_can_be_signed(agency, monkeypatch):
    held(agency)
    drain()
    with_old_moment(NOW - 2 * jobs.LATEST)
    monkeypatch.setattr("certification.status.jobs.publish", lambda **_: 1 / 0)
    answer = Client().get(SHARD)
    assert (answer.status_code, answer.content) == (200, bytes(newest().body))


@pytest.mark.parametrize(("path", "kind"), [(SHARD, "application/octet-stream"), (INDEX, "application/jwt")])
def test_a_list_is_one_statement_without_cookies_for_everybody(agency, path, kind):
    held(agency)
    drain()
    client = Client()
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(path, headers={"Origin": "https://elsewhere.example", "Accept-Encoding": "gzip, br"})
    assert (answer.status_code, len(asked), answer["Content-Type"]) == (200, 1, kind)
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "max-age=60" in answer["Cache-Control"]
    assert not answer.cookies
    assert not answer.has_header("Content-Encoding")
    assert "Cookie" not in answer.get("Vary", "")


def test_who_has_the_list_is_not_sent_it_again(agency):
    one = held(agency)
    drain()
    client = Client()
    etag = client.get(SHARD)["ETag"]
    again = client.get(SHARD, headers={"If-None-Match": f"W/{etag}"})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)
    a_suspension(one, clerk(agency))
    drain()
    assert client.get(SHARD, headers={"If-None-Match": etag}).status_code == 200


def test_a_shard_without_credentials_is_not_found(agency):
    assert Client().get(INDEX).status_code == 404
    held(agency)
    drain()
    assert Client().get("/status/2.bin").status_code == 404
    assert Client().get("/status/99999999999999999999.bin").status_code == 404
    assert StatusIndex.objects.count() == 1


def test_asking_for_shards_that_do_not_exist_costs_no_publication(agency, monkeypatch):
    held(agency)
    drain()
    monkeypatch.setattr("certification.status.newest.make_up_for", lambda **_: 1 / 0)
    assert Client().get("/status/77.bin").status_code == 404
