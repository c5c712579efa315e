"""Pages of batches: asked for, watched, stopped, downloaded."""

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from certification.models import Application, IssueBatch
from enforcement.jobs.perform import drain
from enforcement.organisation.models import Agency, Person, Post
from tests.factories.certification import an_officer, approved, clerk, moment
from tests.factories.certification_batches import LATE, a_batch, items_of, worked
from tests.factories.flowcharts import a_person, an_agency, ship_one

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _in_may(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(moment("2026-05-20"), tick=True):
        yield


@pytest.fixture
def agency() -> Agency:
    agency = an_agency()
    ship_one(agency, "Q")
    return agency


@pytest.fixture
def by(agency):
    return clerk(agency)


@pytest.fixture
def waiting(agency, by, monkeypatch) -> list[Application]:
    return [approved(agency, by, monkeypatch) for _n in range(2)]


@pytest.fixture
def desk(by, client: Client) -> Client:
    client.force_login(Person.objects.get(pk=by.person_id))
    return client


def test_all_who_wait_are_issued_by_one_form(desk, waiting) -> None:
    url = reverse("batch_new", args=["issue"])
    page = desk.get(url)
    assert waiting[0].person.name in page.content.decode()
    answer = desk.post(url, {"title": "五月制证", "duplex": "long", "everyone": "on"})
    assert answer.status_code == 303
    batch = IssueBatch.objects.get()
    assert answer.url == reverse("batch_detail", args=[batch.pk])
    moving = desk.get(reverse("batch_progress", args=[batch.pk]))
    assert "hx-get" in moving.content.decode()
    drain()
    ended = desk.get(reverse("batch_progress", args=[batch.pk]))
    assert ended["HX-Refresh"] == "true"
    assert "hx-get" not in ended.content.decode()
    page = desk.get(answer.url).content.decode()
    archive = reverse("batch_file", args=[batch.pk, "all.zip"])
    assert archive in page
    given = desk.get(archive)
    assert b"".join(given.streaming_content)[:2] == b"PK"
    assert "no-store" in given["Cache-Control"]


def test_some_are_chosen_and_nobody_is_an_error(desk, waiting) -> None:
    url = reverse("batch_new", args=["issue"])
    assert desk.post(url, {"title": "一人", "duplex": "long"}).status_code == 422
    both = {"title": "一人", "duplex": "long", "everyone": "on", "chosen": [waiting[1].pk]}
    assert desk.post(url, both).status_code == 422
    assert desk.post(url, {"title": "一人", "duplex": "long", "chosen": [waiting[1].pk]}).status_code == 303
    assert [item.application for item in items_of(IssueBatch.objects.get())] == [waiting[1]]
    page = desk.get(url).content.decode()
    assert waiting[0].person.name in page
    assert waiting[1].person.name not in page
    assert desk.post(url, {"title": "其余", "duplex": "long", "everyone": "on"}).status_code == 303
    assert desk.post(url, {"title": "无人", "duplex": "long", "everyone": "on"}).status_code == 422


def test_cards_are_printed_again_by_number_or_agency(desk, agency) -> None:
    url = reverse("batch_new", args=["reprint"])
    held = [an_officer(agency).credentials.get() for _n in range(3)]
    wrong = desk.post(url, {"title": "补打", "duplex": "long", "numbers": f"{held[0].number}\n999"})
    assert wrong.status_code == 422
    assert "999" in wrong.content.decode()
    assert desk.post(url, {"title": "补打", "duplex": "long"}).status_code == 422
    numbers = f"{held[2].number}\n{held[0].number}"
    assert desk.post(url, {"title": "补打", "duplex": "short", "numbers": numbers}).status_code == 303
    assert [item.credential for item in items_of(IssueBatch.objects.get())] == [held[2], held[0]]
    assert desk.post(url, {"title": "全部", "duplex": "short", "agency": agency.pk}).status_code == 303
    assert IssueBatch.objects.first().items.count() == 3


def test_what_was_left_out_is_named_with_its_reason_and_tried_again(desk, agency, by, waiting) -> None:
    posts = Post.objects.filter(person=waiting[0].person)
    posts.update(to_on=LATE)
    batch = worked(a_batch(agency, by, waiting))
    page = desk.get(reverse("batch_detail", args=[batch.pk])).content.decode()
    assert waiting[0].person.name in page
    assert items_of(batch)[0].reason in page
    posts.update(to_on=None)
    assert desk.post(reverse("batch_change", args=[batch.pk, "retry"])).status_code == 302
    worked(batch)
    assert [item.state for item in items_of(batch)] == ["drawn", "drawn"]


def test_a_batch_is_stopped_and_resumed_from_its_page(desk, agency, by, waiting) -> None:
    batch = a_batch(agency, by, waiting)
    desk.post(reverse("batch_change", args=[batch.pk, "stop"]))
    batch.refresh_from_db()
    assert batch.state == "stopped"
    resume = reverse("batch_change", args=[batch.pk, "resume"])
    assert resume in desk.get(reverse("batch_detail", args=[batch.pk])).content.decode()
    desk.post(resume)
    assert worked(batch).state == "done"
    desk.post(reverse("batch_redraw", args=[batch.pk]), {"duplex": "short"})
    assert worked(batch).duplex == "short"
    assert desk.post(reverse("batch_redraw", args=[batch.pk]), {"duplex": "no"}).status_code == 404


def test_a_batch_of_another_agency_is_not_there(client: Client, agency, by, waiting) -> None:
    batch = worked(a_batch(agency, by, waiting))
    other = an_agency(name="德城区司法局")
    client.force_login(a_person("issue", agency=other))
    for url in (
        reverse("batch_detail", args=[batch.pk]),
        reverse("batch_progress", args=[batch.pk]),
        reverse("batch_file", args=[batch.pk, "all.zip"]),
    ):
        assert client.get(url).status_code == 404
    assert client.post(reverse("batch_change", args=[batch.pk, "stop"])).status_code == 404
    assert batch.title not in client.get(reverse("batch_list")).content.decode()
    client.force_login(a_person("apply", agency=agency))
    assert client.get(reverse("batch_list")).status_code == 403
