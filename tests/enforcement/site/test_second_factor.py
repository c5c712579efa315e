"""The pages of the second factor, from setting it up to turning it off."""

import re

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache

from tests.factories.organisation import AgencyFactory, officer

pytestmark = pytest.mark.django_db
PASSWORD = "right-Password-1"


def code_of(secret):
    cache.clear()  # a code counts once; the next one would come only after thirty seconds
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def confirm(client, response, **given):
    """Say once more that it is us, where the page asks, and return the page behind it."""
    if response.status_code == 302 and "reauthenticate" in response.url:
        page = client.get(response.url)
        assert page.status_code == 200
        response = client.post(response.url, given or {"password": PASSWORD})
        return client.get(response.url)
    return response


def test_the_second_factor_is_set_up_used_and_turned_off(client):
    person = officer(AgencyFactory())
    client.post("/account/login/", {"login": person.username, "password": PASSWORD})
    page = confirm(client, client.get("/account/2fa/totp/activate/"))
    html = page.content.decode()
    assert 'src="data:image/svg+xml' in html
    secret = page.context["form"].secret
    assert secret in html
    wrong = client.post("/account/2fa/totp/activate/", {"code": "000000"})
    assert 'aria-invalid="true"' in wrong.content.decode()
    done = client.post("/account/2fa/totp/activate/", {"code": code_of(secret)})
    assert done.url == "/account/2fa/recovery-codes/"
    codes = re.findall(r"<li><code>(\w+)</code>", client.get(done.url).content.decode())
    assert len(codes) == 10
    assert "10" in client.get("/account/2fa/").content.decode()
    assert client.get("/account/2fa/recovery-codes/generate/").status_code == 200
    assert client.get("/account/2fa/totp/deactivate/").status_code == 200

    client.post("/account/logout/")
    response = client.post("/account/login/", {"login": person.username, "password": PASSWORD})
    assert response.url.startswith("/account/2fa/authenticate/")
    assert client.get(response.url).status_code == 200
    assert client.post(response.url, {"code": codes[0]}).url == "/desk/"
    page = confirm(client, client.get("/account/2fa/totp/deactivate/"))
    assert page.status_code == 200
    assert client.post("/account/2fa/totp/deactivate/").url == "/account/2fa/"
