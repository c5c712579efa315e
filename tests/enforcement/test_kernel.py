"""The small parts that all others stand on: refusals, rules, actors, the clock."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.utils import translation

from enforcement import clock
from enforcement.access import OF_LIBRARIES, Rule, allow, public, rule_of, signed_in
from enforcement.actor import PUBLIC, SYSTEM, Actor
from enforcement.errors import Invalid, NotAllowed, NotFound, OutOfOrder, Refusal, TooMany


class NotRipe(Refusal):
    sentence = "It is not ripe."
    article = "第一条"
    remedy = "Wait."


def test_a_refusal_says_what_its_class_says_unless_told_otherwise():
    refusal = NotRipe()
    assert (str(refusal), refusal.article, refusal.remedy, refusal.field) == ("It is not ripe.", "第一条", "Wait.", "")
    assert refusal.code == "NotRipe"
    other = NotRipe("It is rotten.", article="第二条", remedy="Throw it away.", field="fruit")
    assert (str(other), other.article, other.remedy, other.field) == (
        "It is rotten.",
        "第二条",
        "Throw it away.",
        "fruit",
    )
    assert str(NotRipe()) == "It is not ripe."


@pytest.mark.parametrize(
    ("kind", "status"),
    [(Refusal, 409), (Invalid, 422), (NotAllowed, 403), (NotFound, 404), (OutOfOrder, 409), (TooMany, 429)],
)
def test_each_kind_of_refusal_has_its_status_and_a_sentence(kind, status):
    assert kind().status == status
    assert str(kind())


def test_a_refusal_speaks_the_readers_language():
    with translation.override("en"):
        assert str(NotAllowed()) == "Your duties do not include this."


def test_the_ledgers_picture_of_an_actor_leaves_out_what_is_not_known():
    assert SYSTEM.snapshot() == {"kind": "system", "name": "system"}
    assert PUBLIC.snapshot() == {"kind": "public", "name": "public"}
    who = Actor(kind="person", person_id=1, name="赵试甲", post="科员")
    assert who.snapshot() == {"kind": "person", "person_id": 1, "name": "赵试甲", "post": "科员"}


def test_a_day_is_the_countys_day():
    late = datetime(2026, 1, 1, 16, 30, tzinfo=UTC)
    assert clock.day_of(late) == date(2026, 1, 2)
    with time_machine.travel(late, tick=False):
        assert clock.now() == late
        assert clock.today() == date(2026, 1, 2)


def test_rules_test_the_request():
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    assert public(request)
    assert not signed_in(request)


def test_the_rule_of_a_view_is_the_one_written_on_it_then_that_of_its_library_then_none():
    @allow(signed_in)
    def marked():
        """A view with a rule."""

    def plain():
        """A view without one."""

    assert rule_of(marked, "account_login") is signed_in
    assert rule_of(plain, "account_login") is OF_LIBRARIES["account_login"]
    assert rule_of(plain, "elsewhere") is None
    assert rule_of(plain, None) is None
    plain.access_rule = "public"
    assert rule_of(plain, None) is None
    assert Rule("any", lambda request: True).duties == frozenset()
