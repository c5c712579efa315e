"""Refusals on record and waivers by two persons, and their pages."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotAllowed, NotFound
from enforcement.ledger.queries import body_of, history_of
from enforcement.organisation.duties.holding import grant
from exams.administration.refuse import NobodyRefused, refuse
from exams.administration.requests import DecidedAlready, GroundsMissing, OwnRequest
from exams.administration.waive import NotWaivable, WaiverAsked, ask_waiver, decide_waiver
from exams.models import Candidate, EligibilityDecision, Waiver
from exams.register import NotEligible, register
from tests.exams.test_exam_races import at_once, successes
from tests.factories.exams import (
    AT,
    a_county,
    a_session,
    actor_for,
    an_exam,
    an_officer,
    an_open_session,
    minutes,
)
from tests.factories.exams_administration import a_waiver, an_eligibility_decision

pytestmark = pytest.mark.django_db


# --- refusals on record ----------------------------------------------------------------------------------------------


def verbs(session):
    return [e.verb for e in history_of(f"exam_session:{session.pk}")]


def test_refusals_are_kept_once_with_their_facts_and_stand_in_the_ledger(county):
    session = a_session(county)
    good, bad = an_officer(county.bureau), an_officer(county.bureau, establishment="contract")
    kept = refuse(session_id=session.pk, by=county.by, at=AT, person_ids=[good.pk, bad.pk])
    assert [(row.person_id, row.grounds, row.eligible) for row in kept] == [(bad.pk, ["contract"], False)]
    assert kept[0].facts["establishment"] == "contract"
    assert verbs(session)[-1] == "exam.refuse"
    assert body_of(history_of(f"exam_session:{session.pk}").last())["refused"] == {str(bad.pk): ["contract"]}
    with pytest.raises(NobodyRefused):
        refuse(session_id=session.pk, by=county.by, at=AT, person_ids=[good.pk, bad.pk])
    with pytest.raises(NotAllowed):
        refuse(session_id=session.pk, by=actor_for(good), at=AT, person_ids=[bad.pk])
    with pytest.raises(NotFound):
        refuse(session_id=0, by=county.by, at=AT, person_ids=[bad.pk])
    assert EligibilityDecision.objects.count() == 1


def test_who_is_registered_already_is_not_refused(county):
    person = an_officer(county.bureau)
    session = an_open_session(county, [person])
    with pytest.raises(NobodyRefused):
        refuse(session_id=session.pk, by=county.by, at=AT, person_ids=[person.pk])


# --- waivers ---------------------------------------------------------------------------------------------------------


def test_two_persons_set_a_waivable_ground_aside_and_the_person_is_registered_with_it(county, second):
    ruling = an_eligibility_decision(county)
    waiver = ask_waiver(ruling_id=ruling.pk, by=county.by, at=AT, reason="下周结业")
    with pytest.raises(NotEligible):
        register(session_id=ruling.session_id, by=county.by, at=AT, person_ids=[ruling.person_id])
    decide_waiver(waiver_id=waiver.pk, by=second, at=AT + minutes(5), outcome="granted")
    (candidate,) = register(session_id=ruling.session_id, by=county.by, at=AT, person_ids=[ruling.person_id])
    assert candidate.eligibility["waived"] == ["training"]
    assert candidate.eligibility["waiver"] == waiver.pk
    assert verbs(ruling.session)[-4:] == ["exam.refuse", "exam.ask_waiver", "exam.decide_waiver", "exam.register"]


def test_a_waiver_is_asked_once_with_a_reason_and_never_against_the_law(county):
    ruling = an_eligibility_decision(county)
    with pytest.raises(GroundsMissing):
        ask_waiver(ruling_id=ruling.pk, by=county.by, at=AT, reason=" ")
    with pytest.raises(NotAllowed):
        ask_waiver(ruling_id=ruling.pk, by=actor_for(ruling.person), at=AT, reason="x")
    with pytest.raises(NotFound):
        ask_waiver(ruling_id=0, by=county.by, at=AT, reason="x")
    bad = an_officer(county.bureau, establishment="dispatched")
    (firm,) = refuse(session_id=ruling.session_id, by=county.by, at=AT, person_ids=[bad.pk])
    assert firm.grounds == ["dispatched", "training"]
    with pytest.raises(NotWaivable) as refused:
        ask_waiver(ruling_id=firm.pk, by=county.by, at=AT, reason="急用")
    assert refused.value.article == "山东省行政执法监督条例第十条第三款"
    assert not Waiver.objects.exists()
    ask_waiver(ruling_id=ruling.pk, by=county.by, at=AT, reason="x")
    with pytest.raises(WaiverAsked):
        ask_waiver(ruling_id=ruling.pk, by=county.by, at=AT, reason="x")


def test_nobody_decides_a_waiver_of_their_own_or_twice_or_refuses_without_grounds(county, second):
    waiver = a_waiver(county)
    with pytest.raises(OwnRequest):
        decide_waiver(waiver_id=waiver.pk, by=county.by, at=AT, outcome="granted")
    with pytest.raises(GroundsMissing):
        decide_waiver(waiver_id=waiver.pk, by=second, at=AT, outcome="refused")
    with pytest.raises(Invalid):
        decide_waiver(waiver_id=waiver.pk, by=second, at=AT, outcome="asked")
    with pytest.raises(NotAllowed):
        decide_waiver(waiver_id=waiver.pk, by=actor_for(an_officer(county.bureau)), at=AT, outcome="granted")
    with pytest.raises(NotFound):
        decide_waiver(waiver_id=0, by=second, at=AT, outcome="granted")
    waiver.refresh_from_db()
    assert waiver.state == "asked"
    decide_waiver(waiver_id=waiver.pk, by=second, at=AT, outcome="refused", decision="学时相差过多")
    with pytest.raises(DecidedAlready):
        decide_waiver(waiver_id=waiver.pk, by=second, at=AT, outcome="granted")
    waiver.refresh_from_db()
    assert (waiver.state, waiver.decision) == ("refused", "学时相差过多")


@pytest.mark.django_db(transaction=True)
def test_a_waiver_decided_twice_at_once_is_decided_once():
    county = a_county()
    waiver = a_waiver(county)
    others = [an_officer(county.justice), an_officer(county.justice)]
    for person in others:
        grant(person=person, duty="exam", agency=county.justice, by=Actor(kind="system", name="system"), at=AT)
    said = at_once(
        lambda: decide_waiver(waiver_id=waiver.pk, by=actor_for(others[0]), at=AT, outcome="granted"),
        lambda: decide_waiver(waiver_id=waiver.pk, by=actor_for(others[1]), at=AT, outcome="refused", decision="x"),
    )
    assert len(successes(said)) == 1


# --- pages -----------------------------------------------------------------------------------------------------------


def signed_in(client, person):
    client.cookies["language"] = "en"
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_a_refusal_is_put_on_record_from_the_list_of_an_agency_and_waived_on_its_page(client, county, second):
    exam = an_exam(county)
    exam.training_hours = 40
    exam.save()
    session = a_session(county, exam, at=clock.now(), opens_at=clock.now(), closes_at=clock.now() + timedelta(days=1))
    person = an_officer(county.bureau, "钱二")
    signed_in(client, county.admin)
    page = client.get(reverse("exam_register", args=[session.pk]), {"agency": county.bureau.pk}).content.decode()
    assert "has too few hours of training" in page
    answer = client.post(reverse("exam_register", args=[session.pk]), {"refuse": person.pk})
    ruling = EligibilityDecision.objects.get()
    url = reverse("exam_refusal", args=[session.pk, ruling.pk])
    assert answer["Location"] == url
    assert "0 of 40 hours" in client.get(url).content.decode()
    assert client.post(url, {"reason": "下周结业"}).status_code == 303
    assert "Waits for another administrator" in client.get(url).content.decode()
    signed_in(client, type(person).objects.get(pk=second.person_id))
    assert client.post(url, {"outcome": "granted"}).status_code == 303
    assert Waiver.objects.get().state == "granted"
    page = client.get(reverse("exam_register", args=[session.pk]), {"agency": county.bureau.pk}).content.decode()
    assert "set aside by decision" in page


def test_registering_somebody_who_may_not_sit_keeps_the_refusal(client, county):
    session = a_session(county, at=clock.now(), opens_at=clock.now(), closes_at=clock.now() + timedelta(days=1))
    bad = an_officer(county.bureau, establishment="auxiliary")
    signed_in(client, county.admin)
    assert client.post(reverse("exam_register", args=[session.pk]), {"person": [bad.pk]}).status_code == 409
    assert EligibilityDecision.objects.get().grounds == ["auxiliary"]
    assert not Candidate.objects.exists()


def test_the_list_of_refusals_costs_the_same_for_one_and_three_and_shows_no_other_agency_s(client, county):
    session = a_session(county)

    def some(count):
        ids = [an_officer(county.bureau, establishment="contract").pk for _ in range(count)]
        return refuse(session_id=session.pk, by=county.by, at=AT, person_ids=ids)

    ruling = some(1)[0]
    signed_in(client, county.admin)
    url = reverse("exam_refusals", args=[session.pk])
    client.get(url)
    for more in (0, 2):
        if more:
            some(more)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(url).content.decode().count("contract staff") == 1 + more
        assert len(caught) == 9
    stranger = a_county()
    signed_in(client, stranger.admin)
    assert client.get(url).status_code == 404
    assert client.get(reverse("exam_refusal", args=[session.pk, ruling.pk])).status_code == 404
