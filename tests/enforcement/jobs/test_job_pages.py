"""The page of a job."""

import pytest
from django.urls import reverse

from enforcement.jobs.models import Job
from tests.factories.jobs import JobFactory
from tests.factories.organisation import PersonFactory

pytestmark = pytest.mark.django_db
S = Job.State


@pytest.fixture
def person(client):
    person = PersonFactory()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return person


@pytest.mark.parametrize("name", ["job", "job_progress"])
def test_only_the_owner_sees_a_job_and_others_are_told_nothing(client, person, name):
    other = JobFactory(owner=PersonFactory())
    of_the_timetable = JobFactory()
    for job_id in (other.pk, of_the_timetable.pk, 0):
        assert client.get(reverse(name, args=[job_id])).status_code == 404


def test_a_visitor_is_asked_to_sign_in(client):
    answer = client.get(reverse("job", args=[JobFactory().pk]))
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("name", ["job", "job_progress"])
@pytest.mark.parametrize(("state", "done", "total"), [(S.WAITING, 0, 0), (S.RUNNING, 0, 0), (S.RUNNING, 3, 9)])
def test_a_page_of_work_under_way_asks_again_and_offers_to_cancel(client, person, name, state, done, total):
    job = JobFactory(owner=person, state=state, done=done, total=total)
    page = client.get(reverse(name, args=[job.pk])).content.decode()
    assert f'hx-get="{reverse("job_progress", args=[job.pk])}"' in page
    assert reverse("job_cancel", args=[job.pk]) in page
    assert ('value="3"' in page) == bool(total)


def test_the_page_of_finished_work_asks_no_more_and_leads_to_the_outcome(client, person):
    job = JobFactory(owner=person, state=S.DONE, result={"url": "/desk/", "text": "nine letters"})
    page = client.get(reverse("job_progress", args=[job.pk])).content.decode()
    assert "hx-get" not in page
    assert 'href="/desk/"' in page
    assert "nine letters" in page


@pytest.mark.parametrize("url", ["https://elsewhere.test/", "//elsewhere.test/", "javascript:alert(1)", ""])
def test_an_outcome_elsewhere_is_no_link(client, person, url):
    job = JobFactory(owner=person, state=S.DONE, result={"url": url})
    page = client.get(reverse("job_progress", args=[job.pk])).content.decode()
    assert "elsewhere" not in page
    assert "javascript" not in page


def test_a_failure_is_told_and_so_is_a_cancellation(client, person):
    failed = JobFactory(owner=person, state=S.FAILED, fault="too few apples", kind="test.gone")
    assert "too few apples" in client.get(reverse("job", args=[failed.pk])).content.decode()
    cancelled = JobFactory(owner=person, state=S.CANCELLED, finished_at=failed.requested_at)
    assert client.get(reverse("job", args=[cancelled.pk])).status_code == 200


def test_cancelling_leads_back_to_the_page_and_twice_is_refused(client, person):
    job = JobFactory(owner=person)
    address = reverse("job_cancel", args=[job.pk])
    answer = client.post(address)
    assert (answer.status_code, answer["Location"]) == (302, reverse("job", args=[job.pk]))
    job.refresh_from_db()
    assert job.state == S.CANCELLED
    assert client.post(address).status_code == 409
    assert client.get(address).status_code == 405
