"""Visits: kept only where the agency keeps them, told to the enterprise, rated once, reviewed, deleted in time."""

import json
from datetime import timedelta

import pytest

from certification.display import queries
from certification.display.announce_visit import NoLog, Said, announce_visit
from certification.display.delete_visits import delete_visits
from certification.display.live import notice_of_code
from certification.display.rate_visit import RatedAlready, rate_visit
from certification.display.review_visit import ReviewedAlready, review_visit
from certification.models import Rating, Visit
from enforcement.actor import PUBLIC, SYSTEM
from enforcement.errors import Invalid, NotFound
from enforcement.ledger.models import Entry
from tests.factories.certification import clerk, refused
from tests.factories.certification_display import AT, a_phone, a_rating, a_visit, holder, setting
from tests.factories.flowcharts import a_person, actor

pytestmark = pytest.mark.django_db(transaction=True)
LELING, JINAN = {"latitude": 37.729, "longitude": 117.231}, {"latitude": 36.651, "longitude": 117.120}


def facts(phone, **said):
    words = {"enterprise": "某某公司", "purpose": "检查", **said}
    answer = phone.answer("visit", AT)
    by = holder(phone.device.credential)
    return {"device_id": phone.device.pk, "by": by, "at": AT, "said": Said(**words), "answer": answer}


def test_nothing_is_stored_where_the_agency_keeps_no_log():
    phone = a_phone()
    refused(NoLog, announce_visit, **facts(phone))
    setting("display.visit_log", True, phone.device.credential.agency)
    announce_visit(**facts(phone))
    assert Visit.objects.count() == 1


def test_the_place_is_rounded_and_kept_with_consent_only():
    phone = a_phone()
    assert a_visit(phone).latitude is None
    visit = a_visit(phone, AT + timedelta(minutes=1), **LELING)
    visit.refresh_from_db()
    assert (str(visit.latitude), str(visit.longitude)) == ("37.73", "117.23")
    refused(Invalid, announce_visit, field="latitude", **facts(phone, latitude=91.0, longitude=0.0))
    refused(Invalid, announce_visit, field="enterprise", **facts(phone, enterprise=" "))


def test_the_ledger_never_says_whom_why_or_where():
    visit = a_visit(**LELING)
    a_rating(visit, grade=1, words="收了好处")
    bodies = [
        json.loads(e.body) for e in Entry.objects.filter(series=visit.credential.series, verb__startswith="visit.")
    ]
    assert len(bodies) == 2
    assert not any(word in str(bodies) for word in ("食品", "检查", "37.7", "好处"))


def test_one_credential_in_two_places_raises_an_alarm_only_when_far_and_soon():
    phone = a_phone()
    first = a_visit(phone, **LELING)
    far = a_visit(phone, AT + timedelta(minutes=15), **JINAN)
    assert (far.far_from, far.km) == (first, 120)
    assert a_visit(phone, AT + timedelta(minutes=20), **JINAN).km is None
    assert a_visit(phone, AT + timedelta(hours=3), **LELING).km is None


def test_the_scan_of_the_live_code_leads_to_the_notice_for_some_hours():
    phone = a_phone()
    visit = a_visit(phone)
    code = phone.digits(AT + timedelta(minutes=5))
    assert notice_of_code(code, at=AT + timedelta(minutes=9)) == visit.secret
    assert notice_of_code(code, at=AT + timedelta(hours=13)) == ""
    assert notice_of_code(code[:-1] + str((int(code[-1]) + 1) % 10), at=AT) == ""
    assert notice_of_code(phone.device.credential.digits, at=AT) == ""
    assert notice_of_code(phone.digits(AT - timedelta(hours=1)), at=AT) == ""


def test_a_visit_is_rated_once():
    visit = a_visit()
    given = {"secret": visit.secret, "by": PUBLIC, "at": AT}
    refused(Invalid, rate_visit, field="grade", **given, grade=6)
    refused(NotFound, rate_visit, **{**given, "secret": "0" * 32}, grade=5)
    rate_visit(**given, grade=2, words="态度生硬")
    refused(RatedAlready, rate_visit, **given, grade=5)
    assert visit.rating.grade == 2


def test_low_ratings_and_alarms_wait_for_the_supervisor_until_one_has_reviewed_them():
    phone = a_phone()
    agency = phone.device.credential.agency
    good, bad = a_visit(phone), a_visit(phone, AT + timedelta(minutes=1))
    a_rating(good, grade=3)
    a_rating(bad, grade=2)
    person = a_person("supervise", agency=agency)
    assert list(queries.visits_for(person.pk).filter(queries.waiting())) == [bad]
    given = {"visit_id": bad.pk, "at": AT, "review": "已约谈"}
    refused(NotFound, review_visit, **given, by=clerk(agency))
    refused(Invalid, review_visit, field="review", **{**given, "review": " "}, by=actor(person, agency))
    review_visit(**given, by=actor(person, agency))
    refused(ReviewedAlready, review_visit, **given, by=actor(person, agency))
    assert not queries.visits_for(person.pk).filter(queries.waiting()).exists()


def test_visits_are_deleted_with_their_ratings_when_their_time_is_over():
    phone = a_phone()
    agency = phone.device.credential.agency
    old, new = a_visit(phone), a_visit(phone, AT + timedelta(days=3))
    a_rating(old)
    on = AT + timedelta(days=181)
    assert delete_visits(agency_id=agency.pk, by=SYSTEM, at=on) == 1
    assert list(Visit.objects.all()) == [new]
    assert not Rating.objects.exists()
    assert json.loads(Entry.objects.get(verb="visit.delete").body)["visits"] == 1
    assert delete_visits(agency_id=agency.pk, by=SYSTEM, at=on) == 0
