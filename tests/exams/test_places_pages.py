"""The pages of sites, rooms and seats."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from enforcement import clock
from enforcement.ledger.queries import history_of
from exams.models import Candidate, Room, Site
from exams.register import register
from tests.exams.test_refusals import signed_in
from tests.factories.exams import AT, a_county, a_session, an_officer
from tests.factories.exams_administration import a_room, a_site

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=9)


@pytest.fixture
def county():
    return a_county()


def verbs(series):
    return [entry.verb for entry in history_of(series)]


def registered(county, session, *agencies):
    """Register one officer of each agency named; return the candidates in that order."""
    people = [an_officer(agency) for agency in agencies]
    register(session_id=session.pk, by=county.by, at=AT, person_ids=[p.pk for p in people])
    found = {c.person_id: c for c in Candidate.objects.filter(session=session)}
    return [found[p.pk] for p in people]


# --- pages -----------------------------------------------------------------------------------------------------------


def test_sites_are_kept_through_their_pages(client, county):
    signed_in(client, county.admin)
    assert client.get(reverse("exam_site_new")).status_code == 200
    answer = client.post(
        reverse("exam_site_new"), {"agency_id": county.justice.pk, "name": "党校", "address": "阜欣路"}
    )
    site = Site.objects.get()
    here = reverse("exam_site", args=[site.pk])
    assert answer["Location"] == here
    assert "No rooms yet" in client.get(here).content.decode()
    assert client.post(reverse("exam_room_new", args=[site.pk]), {"name": "101", "seats": 30}).status_code == 303
    room = Room.objects.get()
    assert client.post(reverse("exam_room_new", args=[site.pk]), {"name": "101", "seats": 3}).status_code == 422
    edit = reverse("exam_room_edit", args=[site.pk, room.pk])
    assert "101" in client.get(edit).content.decode()
    assert client.post(edit, {"name": "102", "seats": 31, "is_active": "on"}).status_code == 303
    edit = reverse("exam_site_edit", args=[site.pk])
    assert client.post(edit, {"name": "市委党校", "address": "新址"}).status_code == 303
    page = client.get(here).content.decode()
    assert "市委党校" in page
    assert "no longer used" in page


def test_sites_of_another_agency_are_not_there_and_the_list_costs_the_same(client, county):
    a_room(county, site=a_site(county, "党校"))
    theirs = a_room(a_county())
    signed_in(client, county.admin)
    url = reverse("exam_sites")
    client.get(url)
    for more in (0, 2):
        for n in range(more):
            a_room(county, site=a_site(county, f"党校{n}"))
        with CaptureQueriesContext(connection) as caught:
            page = client.get(url).content.decode()
        assert page.count("党校") == 1 + more
        assert theirs.site.name not in page
        assert len(caught) == 8
    for name, *args in (
        ("exam_site", theirs.site_id), ("exam_site_edit", theirs.site_id), ("exam_room_new", theirs.site_id),
        ("exam_room_edit", theirs.site_id, theirs.pk),
    ):  # fmt: skip
        assert client.get(reverse(name, args=args)).status_code == 404
    mine = Site.objects.filter(agency=county.justice).first()
    assert client.get(reverse("exam_room_edit", args=[mine.pk, theirs.pk])).status_code == 404


def test_rooms_are_chosen_people_seated_and_moved_through_the_pages(client, county):
    session, room = a_session(county, closes_at=clock.now() + timedelta(days=1)), a_room(county, 3)
    one, _two = registered(county, session, county.bureau, county.justice)
    signed_in(client, county.admin)
    here = reverse("exam_seating", args=[session.pk])
    assert "uses no rooms" in client.get(here).content.decode()
    assert client.post(reverse("exam_session_rooms", args=[session.pk]), {"room_ids": [room.pk]}).status_code == 303
    answer = client.post(reverse("exam_seating_draw", args=[session.pk]), {"order": "lot", "seed": "777"}, follow=True)
    assert "2 candidates are seated." in answer.content.decode()
    assert "777" in answer.content.decode()
    page = reverse("exam_candidate", args=[session.pk, one.pk])
    assert one.person.name in client.get(page).content.decode()
    move = reverse("exam_move", args=[session.pk, one.pk])
    assert client.get(move).status_code == 200
    assert client.post(move, {"room_id": room.pk, "seat": 3, "reason": "靠门"}).status_code == 303
    one.refresh_from_db()
    assert one.seat == 3
    stranger = a_county()
    signed_in(client, stranger.admin)
    for url in (here, page, move, reverse("exam_session_rooms", args=[session.pk])):
        assert client.get(url).status_code == 404
