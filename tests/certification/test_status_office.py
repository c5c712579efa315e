"""The page of the published lists: how full and how old; a button; an alarm on the desk."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client, RequestFactory

from certification.models import StatusShard
from certification.status import office
from enforcement import clock
from enforcement.jobs.perform import drain
from enforcement.organisation.models import Agency, Person
from tests.factories.certification import an_officer
from tests.factories.flowcharts import a_person, an_agency

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = "/status-lists/"


@pytest.fixture
def agency() -> Agency:
    return an_agency()


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def let_pass(hours: float) -> None:
    """Let every publication be so much older; triggers refuse it to everybody else."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("UPDATE certification_statusshard SET iat = iat - %s", [int(hours * 3600)])
        cursor.execute("SET session_replication_role = DEFAULT")


def test_issuers_and_administrators_see_the_lists_and_nobody_else(agency):
    an_officer(agency)
    drain()
    for held, status in (("issue", 200), ("system", 200), ("handle", 403)):
        assert signed_in(a_person(held, agency=agency)).get(PAGE).status_code == status
    assert Client().get(PAGE).status_code == 302


def test_a_shard_says_how_full_and_how_old_it_is(agency):
    an_officer(agency)
    drain()
    (row,) = office.rows(at=clock.now())
    assert (row.shard, row.held, row.percent, row.light, row.newest.seq) == (1, 1, 0.0, "green", 1)
    (later,) = office.rows(at=clock.now() + timedelta(hours=3))
    assert later.light == "red"


def test_a_shard_never_published_is_red(agency):
    an_officer(agency)
    (row,) = office.rows(at=clock.now())
    assert (row.light, row.published_at) == ("red", None)
    assert "从未发布" in signed_in(a_person("issue", agency=agency)).get(PAGE).content.decode()


def test_a_nearly_full_shard_is_yellow(agency):
    an_officer(agency)
    drain()
    row = office.rows(at=clock.now())[0]
    full = office.Row(row.shard, 104_858, row.newest, row.now)
    assert (full.percent, full.light) == (80.0, "yellow")


def test_publish_now_publishes_though_nothing_changed(agency):
    an_officer(agency)
    drain()
    client = signed_in(a_person("issue", agency=agency))
    answer = client.post(f"{PAGE}publish/", follow=True)
    assert answer.redirect_chain[0][0].startswith("/jobs/")
    drain()
    assert StatusShard.objects.count() == 2
    assert PAGE in client.get(answer.redirect_chain[0][0]).content.decode()


def test_the_desk_tells_when_a_list_is_older_than_two_hours(agency):
    an_officer(agency)
    drain()
    request = RequestFactory().get("/")
    request.user = a_person("issue", agency=agency)
    assert list(office.to_do(request)) == []
    let_pass(2.1)
    (todo,) = office.to_do(request)
    assert (todo.light, todo.url) == ("red", PAGE)
    request = RequestFactory().get("/")
    request.user = a_person("handle", agency=agency)
    assert list(office.to_do(request)) == []
