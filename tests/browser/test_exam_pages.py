"""What a candidate sees besides plain answers: every type of question, pauses, warnings, photos, receipts, the keyboard."""

import io
import json
from datetime import timedelta

import pytest
import zxingcpp
from django.core.handlers.wsgi import WSGIHandler
from django.urls import reverse
from PIL import Image

from enforcement import clock
from exams.models import IdentityPhoto, Session, SittingEvent
from exams.proctoring.extend import extend
from exams.proctoring.pause import pause
from exams.proctoring.resume import resume
from exams.proctoring.scope import Scope
from exams.proctoring.terminate import terminate
from exams.sitting.receipt_views import packed
from tests.browser.exam_room import (
    begin,
    choose,
    go_to,
    lobby_of,
    sit_by_keyboard,
    stage,
    stored,
    wait_for,
    with_the_short_stack,
    words,
)
from tests.factories.exams import a_county, an_officer, an_open_session, now_session_facts
from tests.factories.exams_bank import picture_bytes
from tests.factories.exams_sitting import a_full_session

HOUR = timedelta(hours=1)
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _answers_go_to_the_short_stack(monkeypatch):
    monkeypatch.setattr(WSGIHandler, "__call__", with_the_short_stack())


@pytest.fixture
def county():
    return a_county()


@pytest.fixture
def officer(county):
    person = an_officer(county.bureau, "王建国")
    person.session = an_open_session(county, [person], **now_session_facts())
    return person


@pytest.fixture
def full(county):
    """A candidate whose paper has every type of question."""
    person = an_officer(county.bureau, "王建国")
    person.session = a_full_session(county, [person], photo="optional", **now_session_facts())
    return person


def kinds(page):
    """Return the numbers of the questions of a paper by type."""
    found = {}
    for number in range(1, page.locator("#grid button").count() + 1):
        go_to(page, number)
        for kind in page.locator(".question").get_attribute("class").split():
            found.setdefault(kind.removeprefix("is-"), []).append(number)
    return found


@pytest.mark.parametrize("phone", [True, False])
def test_words_are_saved_as_they_are_typed_and_are_there_after_a_reload(browse, faults, full, phone):
    page = browse(lobby_of(full), as_=full, language="en", phone=phone)
    begin(page)
    where = kinds(page)
    fill_in, text = where["fill_in"], where["short_answer"]
    inline = next(n for n in fill_in if go_to(page, n) or page.locator(".blank-inline").count())
    go_to(page, inline)
    assert faults(page) == []
    page.locator("[data-blank='0']").fill("二")
    page.locator("[data-blank='1']").fill("行政处罚")
    go_to(page, text[0])
    page.locator("textarea").press_sequentially("处罚与教育应当相结合。")
    page.wait_for_function("() => document.querySelector('.count-signs').textContent.startsWith('1')")
    assert faults(page) == []
    wait_for(page, inline, "saved")
    wait_for(page, text[0], "saved")
    assert stored(full).texts[str(inline - 1)] == ["二", "行政处罚"]
    page.reload()
    page.wait_for_selector(".question")
    go_to(page, inline)
    assert page.locator("[data-blank='1']").input_value() == "行政处罚"
    page.locator("[data-blank='0']").fill("")
    page.locator("[data-blank='1']").fill("")
    page.wait_for_function(
        "n => !document.querySelectorAll('#grid button')[n - 1].className.includes('is-')", arg=inline
    )
    page.wait_for_function("() => document.getElementById('save-line').className.includes('is-saved')")
    assert str(inline - 1) not in stored(full).texts


def test_a_case_keeps_its_text_beside_its_questions_and_pictures_open_large(browse, full):
    page = browse(lobby_of(full), as_=full, language="en")
    begin(page)
    go_to(page, 11)
    assert "先行登记保存涉案饼干" in words(page, ".case-text")
    page.locator(".case > summary").click()
    page.locator("#before").click()
    assert not page.evaluate("document.querySelector('.case').open"), "folded once, it stays folded"
    page.locator(".case > summary").click()
    page.locator(".case .picture").click()
    assert page.locator("#picture[open] img").get_attribute("alt").startswith("货架上的饼干")
    assert page.evaluate("document.querySelector('#picture img').naturalWidth") == 900
    page.locator("#picture img").click()
    assert page.evaluate("document.querySelector('#picture').classList.contains('is-full')")
    page.keyboard.press("Escape")
    assert not page.locator("#picture[open]").count()


def by(county):
    return {"by": county.by, "at": clock.now(), "reason": "考场停电"}


def test_more_time_a_pause_and_its_end_reach_the_page_by_themselves(browse, faults, county, officer):
    page = browse(lobby_of(officer), as_=officer, language="en")
    begin(page)
    choose(page, 1, 0)
    wait_for(page, 1, "saved")
    candidate = stored(officer).candidate
    scope = {"session_id": officer.session.pk, "scope": Scope((candidate.pk,))}
    extend(**scope, **by(county), seconds=600)
    page.wait_for_selector("#news:not([hidden])", timeout=10_000)
    assert "10 minutes more" in words(page, "#news-words")
    assert words(page, "#time").startswith(("1:09", "1:10"))

    pause(**scope, **by(county))
    stage(page, "paused", timeout=10_000)
    assert not page.locator(".question").is_visible()
    page.wait_for_selector("#paused-why:not([hidden])")
    assert words(page, "#paused-reason") == "考场停电"
    assert faults(page) == []
    kept = words(page, "#paused-left")
    resume(**scope, **by(county))
    stage(page, "paper", timeout=10_000)
    assert words(page, "#time").split(":")[0] == kept.split(":")[0]
    assert "10 minutes more" in words(page, "#news-words"), "the end of a pause is no shorter time"
    choose(page, 2, 1)
    wait_for(page, 2, "saved")
    assert stored(officer).answers[:2] == [1, 2]


def test_a_paper_taken_in_by_the_proctor_says_so_with_the_reason(browse, faults, county, officer):
    page = browse(lobby_of(officer), as_=officer, language="en")
    begin(page)
    choose(page, 1, 0)
    wait_for(page, 1, "saved")
    candidate = stored(officer).candidate
    terminate(session_id=officer.session.pk, scope=Scope((candidate.pk,)), **by(county))
    choose(page, 2, 0)
    stage(page, "ended")
    page.wait_for_selector("#ended-why:not([hidden])")
    assert ("was taken in" in words(page, "#ended-title"), words(page, "#ended-reason")) == (True, "考场停电")
    page.complaints.clear()
    assert faults(page) == []


LEAVE = "document.hasFocus = () => {there}; dispatchEvent(new Event('{event}'))"


def leave(page, seconds):
    page.evaluate(LEAVE.format(there="false", event="blur"))
    page.wait_for_timeout(1000 * seconds)
    page.evaluate(LEAVE.format(there="true", event="focus"))


def test_leaving_the_page_is_recorded_warned_of_and_at_last_ends_the_exam(browse, faults, officer):
    Session.objects.update(focus_limit=1, focus_act="submit")
    page = browse(lobby_of(officer), as_=officer, language="en")
    page.wait_for_selector(".check.is-ok")
    assert "more than 3 seconds: 1. You are warned" in words(page, "#lobby")
    begin(page)
    leave(page, 0.3)
    leave(page, 3.2)
    page.wait_for_selector("#ask-warned[open]")
    assert "once" in words(page, "#warned-words")
    assert "Times left: 0" in words(page, "#warned-limit")
    assert faults(page) == []
    page.keyboard.press("Enter")
    choose(page, 1, 0)
    leave(page, 3.2)
    stage(page, "ended")
    page.wait_for_selector("#ended-why:not([hidden])")
    assert "2" in words(page, "#ended-reason"), "said in the language of the record"
    lost = SittingEvent.objects.filter(kind="focus_lost")
    assert [event.seconds for event in lost] == [3, 3]
    assert (stored(officer).state, stored(officer).answers[0]) == ("terminated", 1)


def test_a_photo_is_taken_only_with_consent_and_lies_sealed(browse, faults, full, settings):
    page = browse(lobby_of(full), as_=full, language="en")
    assert not page.locator("[data-photo=ways]").is_visible()
    page.locator("[data-photo=consent]").check()
    face = {"name": "me.png", "mimeType": "image/png", "buffer": picture_bytes(size=(400, 500))}
    page.locator("[data-photo=file]").set_input_files([face])
    page.wait_for_selector("[data-step=drawn]:not([hidden])")
    assert faults(page) == []
    page.locator("[data-photo=send]").click()
    page.wait_for_selector("[data-step=done]:not([hidden])")
    photo = IdentityPhoto.objects.get()
    assert not (settings.MEDIA_ROOT / photo.file).read_bytes().startswith(b"\xff\xd8")
    begin(page)


def test_a_receipt_is_checked_by_anybody_and_a_changed_one_is_found_out(browse, faults, officer):
    page = browse(lobby_of(officer), as_=officer, language="en")
    begin(page)
    choose(page, 1, 0)
    wait_for(page, 1, "saved")
    page.locator("#submit").click()
    page.locator("#submit-yes").click()
    stage(page, "receipt")
    with page.expect_download() as saved:
        page.locator("#receipt-file").click()
    receipt = json.loads(saved.value.path().read_text(encoding="utf-8"))
    shown = words(page, "#receipt-hash")
    assert shown.replace(" ", "") == receipt["answers_sha256"]
    page.goto(reverse("exam_receipt", args=[stored(officer).pk]))
    assert faults(page) == []
    assert words(page, ".fingerprint") == shown
    picture = Image.open(io.BytesIO(page.locator(".receipt-qr .qr").screenshot()))
    (code,) = zxingcpp.read_barcodes(picture.resize((picture.width * 3, picture.height * 3)))
    assert code.text.partition("/exams/receipts/?r=")[2] == packed(receipt)
    anybody = browse("/exams/receipts/", language="en")
    assert faults(anybody) == []
    anybody.locator("[name=text]").fill(json.dumps(receipt))
    anybody.get_by_role("button", name="Check it").click()
    anybody.wait_for_selector(".verdict-ok")
    assert "have this fingerprint" in anybody.content()
    assert faults(anybody) == []
    anybody.locator("[name=text]").fill(json.dumps({**receipt, "seq": receipt["seq"] + 1}))
    anybody.get_by_role("button", name="Check it").click()
    anybody.wait_for_selector(".verdict-stop")


def test_a_page_twice_as_large_and_a_very_small_one_still_fit(browse, full):
    page = browse(lobby_of(full), as_=full, language="en")
    sizes = [(640, 400), (320, 640)]

    def sideways():
        for width, height in sizes:
            page.set_viewport_size({"width": width, "height": height})
            yield page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")

    assert max(sideways()) <= 0
    begin(page)
    page.locator("#view").click()
    assert max(sideways()) <= 0


def test_the_page_before_the_start_opens_by_itself(browse, faults, officer):
    Session.objects.update(opens_at=clock.now() + HOUR)
    page = browse(lobby_of(officer), as_=officer, language="en")
    stage(page, "lobby")
    page.wait_for_selector("#opens-in", state="visible")
    assert not page.locator("#start").is_visible()
    assert words(page, "#opens-in").startswith(("59:", "1:00"))
    assert faults(page) == []
    Session.objects.update(opens_at=clock.now())
    page.evaluate("const was = performance.now.bind(performance); performance.now = () => was() + 3600000")
    page.wait_for_selector("#start", state="visible")
    page.locator("#start").click()
    assert "Confirm the statement" in words(page, "#honour-fault-words")
    begin(page)


@pytest.mark.parametrize("phone", [True, False])
def test_the_keyboard_alone_leads_from_my_exams_to_the_receipt(browse, full, phone):
    page = browse("/exams/mine/", as_=full, language="en", phone=phone)
    sit_by_keyboard(page)
    row = stored(full)
    assert (row.state, [mask for mask in row.answers if not mask]) == ("submitted", [])
    assert row.texts
