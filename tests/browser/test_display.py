"""A phone is bound, goes offline, shows a new code, which a camera reads and the register believes for a minute."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta

import pytest
import zxingcpp
from django.conf import settings
from django.test import Client
from django.urls import reverse
from PIL import Image

from certification import signing
from certification.models import BoundDevice, Visit
from certification.token import decode, from_url
from certification.verification import by_code
from enforcement import clock
from tests.browser.conftest import BACKEND, PHONE
from tests.factories.certification import a_suspension, an_officer, clerk
from tests.factories.certification_display import setting
from tests.factories.flowcharts import an_agency

pytestmark = pytest.mark.django_db(transaction=True)
PATH = reverse("display_page")


@pytest.fixture
def credential():
    return an_officer(an_agency(), name="欧阳𬭚华").credentials.get()


@pytest.fixture
def phone(chromium, live_server, credential):
    """A phone in whose browser the officer is signed in."""
    context = chromium.new_context(viewport=PHONE, has_touch=True, base_url=live_server.url, device_scale_factor=2)
    client = Client()
    client.force_login(credential.person, backend=BACKEND)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda said: page.complaints.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    yield page
    context.close()


def bind(page):
    page.goto(PATH)
    page.wait_for_selector("#bind-form:not([hidden])")
    page.fill("#bind-name", "值勤手机")
    page.click("#bind-go")
    page.wait_for_selector("main[data-ready=valid]")


def read(page):
    """Return the code on the screen as a camera reads it."""
    picture = Image.open(io.BytesIO(page.locator("#code > svg").screenshot()))
    (found,) = zxingcpp.read_barcodes(picture)
    return found.text


def at_register(url, *, seconds):
    digits = url.rsplit("/", 1)[1]
    shown_at = datetime.fromtimestamp(decode(from_url(url), signing.public_keys()).shown_at, UTC)
    return by_code(digits, at=shown_at + timedelta(seconds=seconds)).state


def test_a_bound_phone_shows_codes_without_a_network_that_are_refused_when_replayed(phone, credential, faults):
    bind(phone)
    assert BoundDevice.objects.get().name == "值勤手机"
    assert faults(phone) == []
    assert phone.locator("#code > svg").bounding_box()["width"] >= 284  # 45 mm
    first = read(phone)
    phone.evaluate("navigator.serviceWorker.ready.then(() => true)")
    phone.context.set_offline(True)
    phone.complaints.clear()
    phone.reload()
    phone.wait_for_selector("[data-show=away]:not([hidden])")
    assert phone.locator("[data-show=name]").inner_text() == credential.name
    assert phone.locator("[data-show=photo]").evaluate("image => image.complete && image.naturalWidth > 0")
    made = phone.locator("[data-show=at]").inner_text()
    phone.wait_for_selector(f"[data-show=at]:not(:text('{made}'))", timeout=20_000)
    second = read(phone)
    assert first != second
    assert [at_register(second, seconds=s) for s in (0, 60, 61, 3600)] == ["valid", "valid", *["screenshot"] * 2]
    assert by_code(second.rsplit("/", 1)[1][:-1] + str((int(second[-1]) + 1) % 10), at=clock.now()).state == "unknown"


def test_the_page_turns_red_when_it_hears_that_the_credential_is_suspended_or_the_phone_withdrawn(phone, credential):
    bind(phone)
    a_suspension(credential, clerk(credential.agency), at=f"{clock.today()}")
    phone.reload()
    phone.wait_for_selector("body.bad")
    assert phone.locator("[data-show=state]").inner_text() == "暂扣"
    red = phone.locator("#code path").first.evaluate("path => getComputedStyle(path).fill")
    assert red == "rgb(168, 36, 43)"


def test_a_withdrawn_phone_shows_no_code_and_offers_to_be_bound_again(phone, credential):
    bind(phone)
    phone.goto(reverse("credential_own"))
    phone.get_by_text("手机丢了").first.click()
    phone.get_by_role("button", name="解除绑定").click()
    phone.wait_for_selector(".phones .badge-state:has-text('手机遗失')")
    phone.goto(PATH)
    phone.wait_for_selector("#again:not([hidden])")
    assert not phone.locator("#code").is_visible()
    phone.click("#again")
    phone.wait_for_selector("#bind-form:not([hidden])")


def test_a_wrong_clock_is_put_right_and_said(phone, credential):
    phone.clock.install(time=datetime.now(UTC) - timedelta(minutes=10))
    bind(phone)
    assert "10" in phone.locator("[data-show=clock]").inner_text()
    found = decode(from_url(read(phone)), signing.public_keys())
    assert abs(found.shown_at - datetime.now(UTC).timestamp()) < 30


def test_an_enterprise_reads_the_notice_after_its_scan_and_rates_the_visit(phone, credential, browse, faults):
    setting("display.visit_log", True, credential.agency)
    bind(phone)
    phone.click("#visit summary")
    phone.fill("#visit-enterprise", "乐陵市某某食品有限公司")
    phone.fill("#visit-purpose", "食品安全日常检查")
    phone.click("#visit-form button")
    phone.wait_for_selector("#visit-said:has-text('已登记')")
    assert Visit.objects.get().latitude is None
    digits = read(phone).rsplit("/", 1)[1]
    citizen = browse(reverse("visit_of_code", args=[digits]), phone=True)
    assert credential.name in citizen.locator("main").inner_text()
    assert faults(citizen) == []
    citizen.check("form.act [name=grade][value='2']")
    citizen.locator("form.act [type=submit]").click()
    citizen.wait_for_selector("text=您已评价这次检查")
    assert Visit.objects.get().rating.grade == 2


def test_a_browser_without_the_means_is_led_to_the_plain_code(chromium, live_server, credential):
    context = chromium.new_context(viewport=PHONE, java_script_enabled=False, base_url=live_server.url)
    page = context.new_page()
    page.goto(PATH)
    assert page.get_by_role("link", name="出示静态码").is_visible()
    context.close()
