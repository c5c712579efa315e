"""Signing in: by name and password, locked after five failures, a second factor where one is set up."""

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.urls import reverse

from enforcement import clock
from tests.factories.organisation import PersonFactory

pytestmark = pytest.mark.django_db
RIGHT = "right-Password-1"


def sign_in(client, person, password=RIGHT):
    return client.post(reverse("account_login"), {"login": person.username, "password": password})


def signed_in(client):
    return "_auth_user_id" in client.session


def test_name_and_password_open_the_desk(client):
    answer = sign_in(client, PersonFactory())
    assert (answer.status_code, answer["Location"]) == (302, "/desk/")
    assert signed_in(client)


def test_a_wrong_password_and_a_name_that_nobody_has_read_the_same(client):
    person = PersonFactory()
    wrong = sign_in(client, person, "wrong")
    person.username = "nobody-at-all"
    unknown = sign_in(client, person, "wrong")
    assert (wrong.status_code, unknown.status_code) == (200, 200)
    assert not signed_in(client)
    assert wrong.context["form"].errors == unknown.context["form"].errors


def test_five_failures_lock_the_name_for_half_an_hour_even_for_the_right_password(client):
    person = PersonFactory()
    for _ in range(4):
        assert sign_in(client, person, "wrong").status_code == 200
    assert sign_in(client, person, "wrong").status_code == 429
    locked = sign_in(client, person)
    assert locked.status_code == 429
    assert "30" in locked.content.decode()
    assert not signed_in(client)
    with time_machine.travel(clock.now() + timedelta(minutes=31)):
        assert sign_in(client, person).status_code == 302
    assert signed_in(client)


def test_the_lock_of_one_name_leaves_its_office_alone(client):
    first, second = PersonFactory(), PersonFactory()
    for _ in range(6):
        sign_in(client, first, "wrong")
    assert sign_in(client, second).status_code == 302


def test_success_forgets_earlier_failures(client):
    person = PersonFactory()
    for _ in range(2):
        for _ in range(4):
            sign_in(client, person, "wrong")
        assert sign_in(client, person).status_code == 302
        client.post(reverse("account_logout"))
    assert not signed_in(client)


def test_a_deactivated_person_stays_outside(client):
    sign_in(client, PersonFactory(is_active=False))
    assert not signed_in(client)


def test_nobody_signs_up(client):
    from enforcement.organisation.signin import Adapter

    assert Adapter().is_open_for_signup(None) is False
    assert client.get("/account/signup/").status_code in {302, 403, 404}


def test_a_second_factor_is_asked_of_those_who_set_one_up(client):
    person = PersonFactory()
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    assert Authenticator.objects.get(user=person).data["secret"] != ""
    answer = sign_in(client, person)
    assert (answer.status_code, answer["Location"]) == (302, reverse("mfa_authenticate"))
    assert not signed_in(client)
    assert client.post(reverse("mfa_authenticate"), {"code": "000000"}).status_code == 200
    assert not signed_in(client)
    counter = next(iter(yield_hotp_counters_from_time()))
    code = format_hotp_value(hotp_value(secret, counter))
    answer = client.post(reverse("mfa_authenticate"), {"code": code})
    assert (answer.status_code, answer["Location"]) == (302, "/desk/")
    assert signed_in(client)
    assert get_adapter()
