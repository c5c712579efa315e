"""Each page as a citizen's phone, an office's desktop and somebody with weak eyes see it."""

import json
import re
import time

import pytest

from enforcement.web import worklist
from enforcement.web.templatetags import ui
from enforcement.web.worklist import ToDo
from tests.factories.organisation import AgencyFactory, officer

WAYS = [
    pytest.param({"phone": True}, id="phone-zh"),
    pytest.param({"phone": True, "language": "en"}, id="phone-en"),
    pytest.param({"language": "en"}, id="desktop-en"),
    pytest.param({"phone": True, "care": True}, id="phone-care"),
    pytest.param({"care": True, "language": "en"}, id="desktop-care"),
]
CARE = WAYS[3:]
PUBLIC = ["/", "/ui/", "/account/login/"]
SIGNED_IN = [
    "/desk/", "/people/", "/agencies/", "/settings-register/", "/account/password/change/", "/account/2fa/",
    "/account/logout/", "/",
]  # fmt: skip


@pytest.fixture
def administrator(transactional_db):
    government = AgencyFactory(name="试验市人民政府", kind="government")
    AgencyFactory(parent=government, kind="justice", phone="0534-0000000")
    return officer(government, "system", name="管理员甲")


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_has_no_fault(browse, faults, path, way):
    assert faults(browse(path, **way)) == []


@pytest.mark.parametrize("way", CARE)  # as they are otherwise, the walk over every page looks at them
def test_the_pages_of_an_administrator_have_no_fault(browse, faults, administrator, way):
    for path in [*SIGNED_IN, f"/people/{administrator.pk}/", f"/people/{administrator.pk}/duties/grant/"]:
        assert (path, faults(browse(path, as_=administrator, **way))) == (path, [])


@pytest.mark.parametrize("way", CARE)
def test_a_full_desk_has_no_fault(browse, faults, administrator, monkeypatch, way):
    items = [
        ToDo(f"审核案件 {n}", "/desk/", subject="某店销售过期食品案", light=light)
        for n, light in enumerate(("red", "yellow", "green", ""))
    ]
    monkeypatch.setattr(worklist, "_sources", {"test": lambda request: items})
    assert faults(browse("/desk/", as_=administrator, **way)) == []


def test_a_page_that_is_not_there_has_no_fault(browse, faults):
    page = browse("/no/such/page/", phone=True)
    page.complaints.clear()  # the browser reports the 404 itself
    assert faults(page) == []


def test_the_menu_of_a_phone_opens_and_closes(browse, faults, administrator):
    page = browse("/desk/", as_=administrator, phone=True)
    assert not page.locator("#menu").is_visible()
    page.locator("[data-menu-open]").click()
    assert page.locator("#menu").is_visible()
    assert faults(page) == []
    page.keyboard.press("Escape")
    assert not page.locator("#menu").is_visible()


def test_care_mode_and_language_are_switched_where_one_is(browse):
    page = browse("/ui/")
    page.get_by_role("button", name="关怀模式").first.click()
    page.wait_for_selector("html.care")
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= 20
    page.get_by_role("button", name="English").first.click()
    page.wait_for_selector("html[lang=en]")
    assert page.url.endswith("/ui/")


def test_no_text_is_smaller_than_15_pixels_and_most_is_16(browse):
    page = browse("/ui/")
    sizes = page.evaluate(
        """[...document.querySelectorAll('main *, header *, footer *')].filter(e => e.offsetParent && [...e.childNodes]
        .some(n => n.nodeType === 3 && n.textContent.trim())).map(e => parseFloat(getComputedStyle(e).fontSize))"""
    )
    assert min(sizes) >= 15


def test_a_dialog_asks_and_lets_go(browse, faults, administrator):
    page = browse(f"/people/{administrator.pk}/", as_=administrator)
    page.locator("[data-dialog]").first.click()
    assert page.locator("dialog[open]").is_visible()
    assert faults(page) == []
    page.locator("dialog[open] [data-close]").click()
    assert page.locator("dialog[open]").count() == 0


def _grant_page(browse, administrator):
    return browse(f"/people/{administrator.pk}/duties/grant/", as_=administrator)


def test_what_was_typed_survives_a_session_that_ended(browse, administrator):
    page = _grant_page(browse, administrator)
    page.select_option("[name=duty]", "handle")
    page.context.clear_cookies(name="sessionid")
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator("form.act [type=submit]").click()
    page.wait_for_url(re.compile("/account/login/"))
    page.fill("[name=login]", administrator.username)
    page.fill("[name=password]", "right-Password-1")
    page.locator("main form [type=submit]").first.click()
    page.wait_for_url(re.compile("/duties/grant/"))
    page.wait_for_selector("form.act .notice-info")
    assert page.input_value("[name=duty]") == "handle"


def test_what_was_kept_is_forgotten_once_the_act_is_done(browse, administrator):
    page = _grant_page(browse, administrator)
    page.select_option("[name=duty]", "handle")
    page.select_option("[name=agency]", index=1)
    page.locator("form.act [type=submit]").click()
    page.wait_for_url(re.compile(rf"/people/{administrator.pk}/$"))
    assert page.evaluate("Object.keys(sessionStorage).filter(k => k.startsWith('kept:')).length") == 0


def test_a_button_pressed_waits_for_its_answer(browse, administrator):
    page = _grant_page(browse, administrator)
    page.route("**/duties/grant/", lambda route: (time.sleep(0.5), route.continue_()))
    page.select_option("[name=agency]", index=1)
    pressed = page.evaluate(
        """() => { const form = document.querySelector('form.act'); let sent = 0;
        form.addEventListener('submit', e => { if (!e.defaultPrevented) sent += 1; e.preventDefault(); }, true);
        const button = form.querySelector('[type=submit]'); button.click(); return new Promise(done =>
        setTimeout(() => done(button.disabled), 100)); }"""
    )
    assert pressed


def test_paper_carries_no_menus(browse, administrator):
    page = browse(f"/people/{administrator.pk}/", as_=administrator)
    page.emulate_media(media="print")
    assert not page.locator("header.top").is_visible()
    assert not page.locator("#menu").is_visible()
    assert page.locator("h1").is_visible()


def test_a_demonstration_fills_in_a_sign_in(browse, faults, settings, tmp_path, monkeypatch):
    settings.DEMO = True
    row = {"role_zh": "管理员", "role_en": "Administrator", "username": "zhang", "password": "pass-of-a-demo"}
    (tmp_path / "demo-signins.json").write_text(json.dumps([row]), encoding="utf-8")
    monkeypatch.setattr(ui.env, "LOCAL", tmp_path)
    page = browse("/account/login/", phone=True)
    page.locator("[data-user]").click()
    assert page.input_value("[name=login]") == "zhang"
    assert page.input_value("[name=password]") == "pass-of-a-demo"
    assert faults(page) == []


def test_a_wrong_password_is_said_and_has_no_fault(browse, faults, db):
    page = browse("/account/login/", phone=True)
    page.fill("[name=login]", "nobody")
    page.fill("[name=password]", "wrong-password")
    page.locator("main form [type=submit]").first.click()
    page.wait_for_selector("main .notice-stop")
    assert faults(page) == []


def test_a_form_with_faults_has_none_of_its_own(browse, faults, administrator):
    page = _grant_page(browse, administrator)
    page.locator("form.act [type=submit]").click()
    page.wait_for_selector(".fault")
    page.complaints.clear()  # the browser reports the 422 itself
    assert faults(page) == []
    assert page.evaluate("document.activeElement.classList.contains('notice')")
