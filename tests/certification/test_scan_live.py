"""The page of a code that a phone shows: live for a minute, then perhaps a screenshot; one look at the register."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client

from certification import signing, verification
from certification.display.withdraw import withdraw
from certification.suspend import suspend
from certification.views import verify
from tests.factories.certification import clerk
from tests.factories.certification_display import AT, Phone, a_phone, holder

pytestmark = pytest.mark.django_db(transaction=True)


def judged(phone: Phone, seconds: int = 0) -> tuple[str, str]:
    answer = verification.by_code(phone.digits(AT), at=AT + timedelta(seconds=seconds))
    return answer.state, answer.reason


def test_a_live_code_is_read_with_one_query_and_is_a_screenshot_after_a_minute(django_assert_num_queries) -> None:
    phone = a_phone()
    signing.public_keys()
    with django_assert_num_queries(1):
        assert judged(phone) == ("valid", "")
    assert [judged(phone, s)[0] for s in (60, -60, 61, -61, 3600)] == ["valid", "valid", *["screenshot"] * 3]


def test_a_phones_code_ends_with_its_few_days(monkeypatch) -> None:
    phone = a_phone()
    assert judged(phone, 86400 * 8) == ("expired", "device_code")


def test_a_withdrawn_or_unknown_phone_is_told_apart_from_the_credential(client: Client) -> None:
    phone = a_phone()
    credential = phone.device.credential
    withdraw(device_id=phone.device.pk, by=holder(credential), at=AT)
    assert judged(phone) == ("ended", "phone_withdrawn")
    phone.device.delete()
    assert judged(phone) == ("unknown", "unknown_phone")
    assert verification.by_code(credential.digits, at=AT).state == "valid"


def test_a_suspension_goes_before_whatever_the_phone_says() -> None:
    phone = a_phone()
    credential = phone.device.credential
    facts = {"ground": "事由", "document": "1号", "to_on": AT.date() + timedelta(days=30)}
    suspend(credential_id=credential.pk, by=clerk(credential.agency), at=AT, **facts)
    assert judged(phone, 3600)[0] == "suspended"


def test_the_other_language_is_no_second_scan(client: Client, monkeypatch) -> None:
    phone, later = a_phone(), AT + timedelta(minutes=5)
    monkeypatch.setattr(verify.clock, "now", lambda: AT)
    path = f"/v/{phone.digits(AT)}"
    html = client.get(path).content.decode()
    switch = unescape(re.search(r'href="(\?[^"]*lang=en[^"]*)"', html)[1])
    assert "/visits/of/" in html
    monkeypatch.setattr(verify.clock, "now", lambda: later)
    assert client.get(path)["X-Credential-State"] == "screenshot"
    assert client.get(path + switch)["X-Credential-State"] == "valid"
    other = f"/v/{phone.digits(AT - timedelta(minutes=10))}"
    assert client.get(other + switch)["X-Credential-State"] == "screenshot", "the note is of another code"
