"""Duties: granted on an agency, inherited by those below, never by those above or beside."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from enforcement.actor import PUBLIC, SYSTEM, Actor
from enforcement.errors import NotAllowed
from enforcement.ledger.queries import body_of, history_of
from enforcement.organisation import access
from enforcement.organisation.duties import holding
from tests.factories.organisation import AT, AgencyFactory, PersonFactory, PostFactory, actor, grant

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    """A government over two departments, one of which has a township below."""
    government = AgencyFactory()
    first, second = AgencyFactory(parent=government), AgencyFactory(parent=government)
    return government, first, second, AgencyFactory(parent=first)


def request_of(person, path="/"):
    request = RequestFactory().get(path)
    request.user = person
    return request


def test_a_duty_holds_on_its_agency_and_below_not_above_nor_beside(tree, django_assert_num_queries):
    government, first, second, township = tree
    person = PersonFactory()
    grant(person, "handle", first)
    with django_assert_num_queries(1):
        assert holding.holds(person_id=person.pk, duty="handle", agency=first)
    assert holding.holds(person_id=person.pk, duty="handle", agency=township)
    assert not holding.holds(person_id=person.pk, duty="handle", agency=government)
    assert not holding.holds(person_id=person.pk, duty="handle", agency=second)
    assert not holding.holds(person_id=person.pk, duty="review", agency=first)
    assert not holding.holds(person_id=None, duty="handle", agency=first)
    assert not holding.holds(person_id=PersonFactory().pk, duty="handle", agency=first)


def test_an_agency_whose_number_begins_alike_is_another_one(tree):
    """The path /1/ is no prefix of /12/: a duty on agency 1 says nothing of agency 12."""
    government, first, *_ = tree
    person = PersonFactory()
    grant(person, "handle", first)
    alike = AgencyFactory()
    type(alike).objects.filter(pk=alike.pk).update(path=f"/{government.pk}/{first.pk}9/")
    assert alike not in holding.agencies_where(person_id=person.pk, duties={"handle"})


def test_a_person_who_was_deactivated_holds_nothing(tree):
    _, first, *_ = tree
    person = PersonFactory()
    grant(person, "handle", first)
    person.is_active = False
    person.save(update_fields=["is_active"])
    assert not holding.holds(person_id=person.pk, duty="handle", agency=first)
    assert holding.held_codes(person_id=person.pk) == frozenset()
    assert not holding.holders(duty="handle", agency=first).exists()
    assert not holding.agencies_where(person_id=person.pk, duties={"handle"}).exists()


def test_duties_are_listed_anywhere_or_on_one_agency(tree):
    government, first, second, township = tree
    person = PersonFactory()
    grant(person, "handle", first)
    grant(person, "supervise", government)
    assert holding.held_codes(person_id=person.pk) == {"handle", "supervise"}
    assert holding.held_codes(person_id=person.pk, agency=second) == {"supervise"}
    assert holding.held_codes(person_id=person.pk, agency=township) == {"handle", "supervise"}


def test_the_agencies_of_a_duty_are_whole_subtrees(tree):
    _, first, second, township = tree
    person = PersonFactory()
    grant(person, "handle", first)
    grant(person, "review", second)
    assert set(holding.agencies_where(person_id=person.pk, duties={"handle"})) == {first, township}
    assert set(holding.agencies_where(person_id=person.pk, duties={"handle", "review"})) == {first, township, second}
    assert not holding.agencies_where(person_id=person.pk, duties={"chair"}).exists()


def test_the_holders_of_a_duty_are_found_up_the_tree(tree):
    government, _, second, township = tree
    own, above, beside = PersonFactory(), PersonFactory(), PersonFactory()
    for person, agency in ((own, township), (above, government), (beside, second)):
        grant(person, "review", agency)
    assert set(holding.holders(duty="review", agency=township)) == {own, above}


def test_granting_and_withdrawing_are_recorded(tree):
    _, first, *_ = tree
    chief, person = PersonFactory(), PersonFactory()
    holding.grant(person=person, duty="handle", agency=first, by=actor(chief), at=AT)
    holding.withdraw(person=person, duty="handle", agency=first, by=actor(chief), at=AT)
    assert not holding.holds(person_id=person.pk, duty="handle", agency=first)
    entries = list(history_of(f"person:{person.pk}"))
    assert [e.verb for e in entries] == ["duty.grant", "duty.withdraw"]
    assert body_of(entries[0]) == {
        "person": person.pk, "name": person.name, "duty": "handle", "agency": first.pk, "agency_name": first.name,
    }  # fmt: skip
    assert entries[0].actor["person_id"] == chief.pk


def test_a_duty_that_does_not_exist_is_an_error(tree):
    with pytest.raises(KeyError):
        holding.grant(person=PersonFactory(), duty="rule", agency=tree[0], by=SYSTEM, at=AT)
    with pytest.raises(KeyError):
        access.duty("rule")


def test_an_act_requires_the_duty_of_whoever_is_not_the_system(tree):
    _, first, *_ = tree
    person = PersonFactory()
    holding.require(by=SYSTEM, duty="handle", agency=first)
    for who in (actor(person), PUBLIC):
        with pytest.raises(NotAllowed):
            holding.require(by=who, duty="handle", agency=first)
    grant(person, "handle", first)
    holding.require(by=actor(person), duty="handle", agency=first)


def test_a_page_opens_to_the_holders_of_one_of_its_duties(tree, django_assert_num_queries):
    _, first, *_ = tree
    rule = access.duty("handle", "review")
    assert (rule.name, rule.duties) == ("duty:handle,review", {"handle", "review"})
    person = PersonFactory()
    assert not rule(request_of(person))
    grant(person, "review", first)
    request = request_of(person)
    with django_assert_num_queries(1):
        assert rule(request)
        assert rule(request)
    assert not rule(request_of(AnonymousUser()))


def test_the_actor_of_a_request_is_the_person_in_the_present_post(tree):
    _, first, second, _ = tree
    person = PersonFactory()
    PostFactory(person=person, agency=second, title="旧职", from_on="2015-01-01", to_on="2019-12-31")
    PostFactory(person=person, agency=second, title="将任", from_on="2999-01-01")
    PostFactory(person=person, agency=first, title="科员", from_on="2020-01-01")
    request = request_of(person)
    assert access.actor_of(request) == Actor(
        kind="person", person_id=person.pk, name=person.name, agency_id=first.pk, agency=first.name, post="科员"
    )
    assert access.agency_of(request) == first


def test_somebody_without_a_post_acts_for_no_agency():
    person = PersonFactory()
    assert access.actor_of(request_of(person)) == Actor(kind="person", person_id=person.pk, name=person.name)


def test_a_visitor_acts_as_the_public_and_is_nobody():
    request = request_of(AnonymousUser())
    assert access.actor_of(request) == PUBLIC
    with pytest.raises(TypeError):
        access.person_of(request)
