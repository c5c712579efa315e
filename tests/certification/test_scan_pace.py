"""Look-ups by number are spaced where very many come from one address; nobody is refused."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.core.cache import cache
from django.test import Client, RequestFactory

from certification.models import Credential
from certification.scan import pace
from certification.views import verify
from enforcement import clock
from tests.factories.certification import an_officer
from tests.factories.flowcharts import an_agency

pytestmark = pytest.mark.django_db(transaction=True)
NOW = clock.now()


@pytest.fixture
def held() -> Credential:
    return an_officer(an_agency(), name="王立新").credentials.get()


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch):
    def set_clock(moment) -> None:
        monkeypatch.setattr(verify.clock, "now", lambda: moment)

    monkeypatch.setattr(pace, "FREE", 2)
    set_clock(NOW)
    return set_clock


def test_after_many_look_ups_the_next_waits_and_then_is_answered(client: Client, held: Credential, at) -> None:
    ask = {"number": held.number, "name": "王立新", "lang": "en"}
    client.cookies["language"] = "en"
    for _ in range(2):
        assert "X-Credential-State" in client.get("/verify/", ask)
    waiting = client.get("/verify/", ask)
    html = waiting.content.decode()
    assert waiting.status_code == 200
    assert "X-Credential-State" not in waiting
    for words in ("4 seconds", "Scan the code: no wait", "12345"):
        assert words in html
    onward = waiting["Refresh"].split("url=", 1)[1]
    assert waiting["Refresh"].startswith("4;")
    assert onward in unescape(re.search(r'href="(\?number=[^"]*ticket[^"]*)"', html)[1])
    assert "X-Credential-State" not in client.get(f"/verify/{onward}"), "too early"
    at(NOW + timedelta(seconds=4))
    assert client.get(f"/verify/{onward}")["X-Credential-State"] == "valid"


def test_a_ticket_is_good_for_its_own_question_alone(client: Client, held: Credential, at) -> None:
    ask = {"number": held.number, "name": "王立新"}
    for _ in range(3):
        waiting = client.get("/verify/", ask)
    ticket = re.search(r"ticket=([^&]+)$", waiting["Refresh"])[1].replace("%3A", ":")
    at(NOW + timedelta(seconds=5))
    assert "X-Credential-State" not in client.get("/verify/", {**ask, "name": "李四", "ticket": ticket})
    assert "X-Credential-State" not in client.get("/verify/", {**ask, "ticket": "forged"})
    assert "X-Credential-State" in client.get("/verify/", {**ask, "ticket": ticket})
    at(NOW + timedelta(seconds=5 + pace.KEPT))
    assert pace.wait_for(request(ticket=ticket), f"{held.number}\n王立新", at=NOW + timedelta(seconds=700)) is None


def test_the_wait_grows_with_the_crowd_and_stays_bearable(at) -> None:
    waits = [pace.wait_for(request(), "q", at=NOW) for _ in range(1000)]
    seconds = [each.seconds for each in waits if each]
    assert len(seconds) == 998
    assert seconds == sorted(seconds)
    assert (seconds[0], seconds[-1]) == (4, 30)


def test_codes_are_never_slowed_down_not_even_from_a_crowded_address(client: Client, held: Credential, at) -> None:
    for _ in range(50):
        pace.wait_for(request(), "q", at=NOW)
    assert client.get(f"/v/{held.digits}")["X-Credential-State"] == "valid"
    assert client.get("/v/123")["X-Credential-State"] == "unknown"


def test_what_is_counted_is_the_address_and_never_the_card(client: Client, held: Credential, at) -> None:
    client.get("/verify/", {"number": held.number, "name": "王立新"})
    kept = repr(list(cache._cache.items()))
    assert "127.0.0.1" in kept
    assert held.number not in kept
    assert "王立新" not in kept


def test_the_address_is_the_one_our_proxy_saw_and_a_household_of_ipv6_is_one(settings) -> None:
    forwarded = {"HTTP_X_FORWARDED_FOR": "10.9.9.9, 203.0.113.7"}
    assert pace.address_of(request(**forwarded)) == "127.0.0.1"
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert pace.address_of(request(**forwarded)) == "203.0.113.7"
    here = [pace.address_of(request(HTTP_X_FORWARDED_FOR=f"2001:db8:1:2::{n}")) for n in (1, 2)]
    assert here == ["2001:db8:1:2::/64"] * 2
    assert pace.address_of(request(HTTP_X_FORWARDED_FOR="nonsense")) == ""


def request(ticket: str = "", **meta: str):
    return RequestFactory().get("/verify/", {"ticket": ticket}, **meta)
