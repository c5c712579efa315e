"""The pages of accommodations, exemptions, measures and make-up sessions."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from enforcement import clock
from enforcement.actor import Actor
from enforcement.ledger.queries import history_of
from enforcement.organisation.duties.holding import grant
from enforcement.organisation.models import Person
from enforcement.web.worklist import items_for
from exams.demo_sitting import sit_through
from exams.models import Accommodation, Discipline, Exemption, Session, Sitting
from exams.open_session import close_session
from tests.exams.test_refusals import signed_in
from tests.factories.exams import AT, a_county, actor_for, an_exam, an_officer, an_open_session
from tests.factories.exams_administration import an_exemption

pytestmark = pytest.mark.django_db
SYSTEM = Actor(kind="system", name="system")
ON = clock.day_of(AT)
LATER = AT + timedelta(days=6)


@pytest.fixture
def county():
    return a_county()


@pytest.fixture
def second(county):
    return administrator(county)


def administrator(county):
    person = an_officer(county.justice, "考务二")
    grant(person=person, duty="exam", agency=county.justice, by=SYSTEM, at=AT)
    return actor_for(person)


def verbs(series):
    return [entry.verb for entry in history_of(series)]


def over(county):
    """Return a closed session in which one passed, one failed and one did not come."""
    people = [an_officer(county.bureau, name) for name in ("合格", "不合格", "缺考")]
    session = an_open_session(county, people, exam=an_exam(county))
    for person, share in zip(people, (1.0, 0.0), strict=False):
        sit_through(session, person, share, AT)
    close_session(session_id=session.pk, by=county.by, at=LATER)
    return session, people


# --- pages -----------------------------------------------------------------------------------------------------------


def test_a_candidate_asks_on_the_own_page_and_another_decides(client, county, rf):
    person = an_officer(county.bureau)
    session = an_open_session(county, [person], closes_at=clock.now() + timedelta(days=1))
    candidate = session.candidates.get()
    signed_in(client, person)
    url = reverse("exam_accommodation_own", args=[candidate.pk])
    assert "It costs nothing" in client.get(url).content.decode()
    wanted = {"minutes": 0, "percent": 25, "large_text": "on", "reason": "低视力"}
    assert client.post(url, wanted).status_code == 303
    assert "25 % more time" in client.get(url).content.decode()
    assert client.post(url, wanted).status_code == 409
    request = rf.get("/")
    request.user = county.admin
    assert any("/needs/" in item.url for item in items_for(request))
    signed_in(client, county.admin)
    listing = client.get(reverse("exam_accommodations", args=[session.pk])).content.decode()
    assert person.name in listing
    row = Accommodation.objects.get()
    here = reverse("exam_accommodation", args=[session.pk, row.pk])
    assert "低视力" in client.get(here).content.decode()
    done = client.post(here, {"outcome": "granted", "minutes": 0, "percent": 25, "large_text": "on"})
    assert done.status_code == 303
    assert Sitting.objects.get().extra_seconds == 900
    page = client.get(reverse("exam_candidate", args=[session.pk, candidate.pk])).content.decode()
    assert "25 % more time" in page
    signed_in(client, a_county().admin)
    assert client.get(here).status_code == 404
    assert client.get(reverse("exam_accommodation_ask", args=[session.pk, candidate.pk])).status_code == 404


def test_exemptions_are_asked_for_and_decided_on_their_pages_and_others_see_none(client, county, second, rf):
    person = an_officer(county.bureau)
    signed_in(client, county.admin)
    assert client.get(reverse("exam_exemption_new")).status_code == 200
    an_exemption(county, person_id=person.pk)
    row = Exemption.objects.get()
    here = reverse("exam_exemption", args=[row.pk])
    assert "Waits for another administrator" in client.get(here).content.decode()
    other = Person.objects.get(pk=second.person_id)
    desks = []
    for who in (county.admin, other):
        request = rf.get("/")
        request.user = who
        desks.append([item.url for item in items_for(request) if item.url == here])
    assert desks == [[], [here]]
    signed_in(client, other)
    assert client.post(here, {"outcome": "granted"}).status_code == 303
    url = reverse("exam_exemptions")
    client.get(url)
    counts = []
    for more in (0, 2):
        for _n in range(more):
            an_exemption(county)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(url).content.decode().count(reverse("exam_exemption", args=[0])[:-2]) >= 1 + more
        counts.append(len(caught))
    assert counts[0] == counts[1]
    signed_in(client, a_county().admin)
    assert client.get(here).status_code == 404
    assert person.name not in client.get(url).content.decode()


def test_measures_are_taken_shown_and_lifted_on_their_pages(client, county):
    person = an_officer(county.bureau)
    session = an_open_session(county, [person], closes_at=clock.now() + timedelta(days=1))
    candidate = session.candidates.get()
    signed_in(client, county.admin)
    new = reverse("exam_measure_new", args=[session.pk, candidate.pk])
    assert client.get(new).status_code == 200
    assert client.post(new, {"level": "barred", "reason": "替考"}).status_code == 422
    assert client.post(new, {"level": "barred", "years": "1", "reason": "替考"}).status_code == 303
    row = Discipline.objects.get()
    here = reverse("exam_measure", args=[row.pk])
    assert "may object in writing" in client.get(here).content.decode()
    assert person.name in client.get(reverse("exam_measures")).content.decode()
    signed_in(client, person)
    assert "替考" in client.get(reverse("exam_measure_own", args=[row.pk])).content.decode()
    assert client.get(here).status_code == 403
    signed_in(client, an_officer(county.bureau))
    assert client.get(reverse("exam_measure_own", args=[row.pk])).status_code == 404
    stranger = a_county()
    signed_in(client, stranger.admin)
    assert client.get(here).status_code == 404
    assert person.name not in client.get(reverse("exam_measures")).content.decode()
    signed_in(client, county.admin)
    assert client.post(here, {"reason": "复核"}).status_code == 303
    row.refresh_from_db()
    assert row.lifted_reason == "复核"


def test_a_make_up_session_is_created_from_the_page_of_the_session(client, county):
    session, (_passed, failed, absent) = over(county)
    signed_in(client, county.admin)
    page = client.get(reverse("exam_session", args=[session.pk])).content.decode()
    url = reverse("exam_make_up", args=[session.pk])
    assert url in page
    page = client.get(url).content.decode()
    assert page.count("checked") >= 2
    now = clock.now()
    given = {
        "title": "补考", "opens_at": f"{now:%Y-%m-%dT%H:%M}", "closes_at": f"{now + timedelta(days=2):%Y-%m-%dT%H:%M}",
        "person_ids": [failed.pk, absent.pk],
    }  # fmt: skip
    assert client.post(url, given).status_code == 303
    assert Session.objects.get(kind="make_up").candidates.count() == 2
