"""Scans answered on the phone: nothing is sent, old lists are refused, and the way back is open. The scanner."""

from __future__ import annotations

import io
import time
from datetime import UTC, datetime

import numpy as np
import pytest
from django.core.signals import request_started
from django.db import transaction
from PIL import Image

from certification.keys.publish import publish as publish_keys
from certification.qr import matrix
from certification.status.publish import publish
from enforcement import clock
from tests.browser import checks_urls
from tests.browser.conftest import FLAGS
from tests.certification.scan_world import World
from tests.factories.certification import an_officer
from tests.factories.flowcharts import an_agency

pytestmark = pytest.mark.django_db(transaction=True)
NOW = int(time.time())
HOUR, DAY = 3600, 86400


@pytest.fixture
def world(settings):
    settings.ROOT_URLCONF = "tests.browser.checks_urls"
    made = World()
    checks_urls.publish(made, at=NOW, values={5: 0, 6: 2, 7: 1})
    return made


@pytest.fixture
def asked():
    """The paths that reached the server."""
    paths = []
    note = lambda environ, **_: paths.append(environ["PATH_INFO"])  # noqa: E731
    request_started.connect(note, weak=False)
    yield paths
    request_started.disconnect(note)


@pytest.fixture
def phone(browse, world):
    """A phone that has scanned once and now checks by itself."""
    page = browse(f"/v/{world.code(sid=(1 << 17) | 999)}", phone=True)
    page.wait_for_selector("#kept:not([hidden])")
    return page


def verdict(page, path: str) -> tuple[str, str, str]:
    """Return state, tone and heading of a scan that the phone answers."""
    page.goto(path)
    page.wait_for_selector("#verdict[data-state]")
    tone = page.locator("#verdict .state").get_attribute("class").removeprefix("state ")
    return page.locator("#verdict").get_attribute("data-state"), tone, page.locator("h1").inner_text()


def at(page, moment: float) -> None:
    page.clock.set_system_time(datetime.fromtimestamp(moment, UTC))


def code_of(world: World, **facts) -> str:
    return f"/v/{world.code(**facts)}"


def png(url: str) -> bytes:
    prefix, digits = url.rsplit("/", 1)
    modules = np.pad(np.array(matrix(f"{prefix}/", digits), np.uint8), 4)
    out = io.BytesIO()
    Image.fromarray(np.kron(255 - modules * 255, np.ones((6, 6), np.uint8)).astype(np.uint8)).save(out, "PNG")
    return out.getvalue()


def test_scans_are_answered_on_the_phone_also_without_a_network(phone, world, asked, faults):
    asked.clear()
    sids = {name: (1 << 17) | sid for name, sid in (("valid", 5), ("suspended", 6), ("ended", 7))}
    assert verdict(phone, code_of(world, sid=sids["valid"]))[:2] == ("valid", "ok")
    assert faults(phone) == []
    phone.context.set_offline(True)
    assert verdict(phone, code_of(world, sid=sids["suspended"])) == ("suspended", "stop", "已暂扣，现不得执法")
    assert verdict(phone, code_of(world, sid=sids["ended"]))[:2] == ("ended", "stop")
    assert verdict(phone, "/v/" + "1" * 340)[:2] == ("unknown", "stop")
    assert verdict(phone, f"/v/{world.shown(int(time.time()))}")[:2] == ("valid", "ok")
    assert phone.locator("a[href^='/visits/of/']").count() == 1
    assert verdict(phone, f"/v/{world.shown(NOW - 600)}")[:2] == ("screenshot", "warn")
    assert [path for path in asked if path.startswith("/v/")] == []
    phone.locator("#switch-language").click()
    assert phone.locator("h1").inner_text() == "Perhaps a screenshot"
    assert verdict(phone, code_of(world))[2] == "Valid"


def test_the_age_of_the_list_is_said_and_an_old_one_is_not_trusted(phone, world):
    phone.context.set_offline(True)
    for later, expected in (
        (23 * HOUR, ("valid", "ok", "有效")), (3 * DAY, ("valid", "warn", "3天前有效")),
        (8 * DAY, ("unchecked", "warn", "签名真实，状态未核对")), (-HOUR, ("valid", "warn", "有效")),
    ):  # fmt: skip
        at(phone, NOW + later)
        assert verdict(phone, code_of(world)) == expected
    assert "本机时间慢了" in phone.locator("#verdict").inner_text()


def test_lists_older_than_those_on_the_phone_are_refused(phone, world):
    kept = "import('/static/certification/check/store.js').then(async (s) => [(await s.get('keys')).version, (await s.get('shard:1')).seq, await s.get('refused')])"
    renew = f"import('/static/certification/check/sync.js').then((s) => s.sync({NOW}))"
    checks_urls.publish(world, at=NOW - HOUR, version=3, seq=4)
    assert phone.evaluate(renew) == "status_rolled_back"
    checks_urls.publish(world, at=NOW - HOUR, version=2, seq=9)
    assert phone.evaluate(renew) == "keys_rolled_back"
    checks_urls.publish(World(), at=NOW, version=9, seq=9)
    assert phone.evaluate(renew).startswith("keys_")
    assert phone.evaluate(kept)[:2] == [3, 5]
    phone.context.set_offline(True)
    assert verdict(phone, code_of(world))[0] == "valid"
    assert "密钥名单" in phone.locator("#verdict .state").inner_text()
    phone.context.set_offline(False)
    checks_urls.publish(world, at=NOW + 1, version=4, seq=6, values={5: 2})
    assert phone.evaluate(renew) == ""
    assert phone.evaluate(kept) == [4, 6, ""]
    assert verdict(phone, code_of(world))[0] == "suspended"


def test_asking_the_register_and_stopping_lead_back_to_the_server(phone, world, asked):
    assert verdict(phone, code_of(world))[0] == "valid"
    asked.clear()
    phone.locator("#verdict a", has_text="查看照片和实时状态").click()
    phone.wait_for_url("**/v/*?now=1")
    assert phone.locator("h1").inner_text() == "无法核验"  # the register has no such card
    assert len([path for path in asked if path.startswith("/v/")]) == 1
    assert verdict(phone, code_of(world))[0] == "valid"
    phone.locator("#stop").click()
    phone.wait_for_url("**/v/*?now=1")
    left = "Promise.all([navigator.serviceWorker.getRegistrations(), caches.keys(), indexedDB.databases()])"
    assert phone.evaluate(f"{left}.then((all) => all.map((each) => each.length))") == [0, 0, 0]
    asked.clear()
    phone.goto(code_of(world))
    assert phone.locator("#verdict").count() == 0
    assert len([path for path in asked if path.startswith("/v/")]) == 1


def test_the_scanner_reads_a_picture_keeps_the_list_here_and_works_offline(browse, world, faults, live_server):
    page = browse("/scan/", phone=True, language="en")
    page.wait_for_selector("#ready:not([hidden])")
    page.context.set_offline(True)
    page.reload()
    picture = {"name": "code.png", "mimeType": "image/png", "buffer": png(f"{live_server.url}{code_of(world)}")}
    page.set_input_files("#picture", files=[picture])
    page.wait_for_selector("#verdict[data-state=valid]")
    assert page.evaluate("document.activeElement.id") == "verdict"
    assert "李𬭚 15148100009" in page.locator("#checks").inner_text()
    assert faults(page) == []
    page.locator("#switch-care").click()
    page.locator("#switch-language").click()
    assert page.locator("#verdict h2").inner_text() == "有效"
    assert faults(page) == []
    page.set_input_files("#picture", files=[{**picture, "buffer": png("https://shop.example/v/" + "1" * 20)}])
    page.wait_for_selector("#told:has-text('不是执法证件')")
    page.locator("#erase").click()
    page.wait_for_selector("#checks:has-text('暂无')")


def test_the_scanner_reads_the_camera(chromium, world, live_server, tmp_path):
    frame = Image.new("L", (640, 480), 255)
    frame.paste(Image.open(io.BytesIO(png(f"{live_server.url}{code_of(world)}"))).resize((420, 420)), (110, 30))
    film, jpeg = tmp_path / "film.mjpeg", io.BytesIO()
    frame.convert("RGB").save(jpeg, "JPEG")
    film.write_bytes(jpeg.getvalue() * 5)
    fake = [
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={film}",
    ]
    other = chromium.browser_type.launch(executable_path="/usr/bin/chromium", args=[*FLAGS, *fake])
    page = other.new_context(base_url=live_server.url).new_page()
    page.goto("/scan/")
    page.wait_for_selector("#ready:not([hidden])")
    page.locator("#open").click()
    page.wait_for_selector("#verdict[data-state=valid]")
    assert page.locator("#view").is_hidden()
    other.close()


def test_the_sites_own_lists_are_enough_for_a_phone(browse, asked):
    held = an_officer(an_agency(), name="王立新").credentials.get()
    publish(at=clock.now(), anew=True)
    with transaction.atomic():
        publish_keys(at=clock.now())
    page = browse(f"/v/{held.digits}", phone=True)
    assert page.locator("h1").inner_text() == "有效"
    page.wait_for_selector("#kept:not([hidden])")
    asked.clear()
    assert verdict(page, f"/v/{held.digits}") == ("valid", "ok", "有效")
    assert "王立新" in page.locator("#verdict").inner_text()
    assert not [path for path in asked if path.startswith(("/v/", "/officers/photo"))]
