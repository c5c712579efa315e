"""A whole sitting in a real browser: the network goes and comes back, a second device takes over, time runs out."""

from datetime import timedelta

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.urls import reverse

from enforcement import clock
from exams import lean
from exams.models import ItemVersion, Result, SaveJournal, Sitting
from tests.factories.exams import a_county, an_officer, an_open_session, now_session_facts, sitting_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _answers_go_to_the_short_stack(monkeypatch):
    """The test server knows the full site alone; send what production sends to the short stack there."""
    site = WSGIHandler.__call__

    def dispatch(self, environ, start_response):
        if environ["PATH_INFO"].startswith("/x/") and not isinstance(self, lean.Application):
            return lean.application(environ, start_response)
        return site(self, environ, start_response)

    monkeypatch.setattr(WSGIHandler, "__call__", dispatch)


@pytest.fixture
def officer():
    county = a_county()
    person = an_officer(county.bureau, "王建国")
    person.session = an_open_session(county, [person], **now_session_facts())
    return person


def begin(page):
    page.get_by_role("link", name="To the exam").click()
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Start the exam now").click()
    page.wait_for_selector(".question")


def choose(page, number, option):
    if not page.evaluate("document.getElementById('overview').open"):
        page.locator("#overview > summary").click()
    page.locator("#grid").get_by_role("button", name=f"Question {number},").click()
    page.locator(".option").nth(option).click()


def stored(officer):
    return sitting_of(officer.session, officer)


def state(page, number):
    return page.locator("#grid button").nth(number - 1).get_attribute("class")


def wait_for(page, number, word):
    page.wait_for_function(
        "([n, word]) => document.querySelectorAll('#grid button')[n - 1].classList.contains(word)", arg=[number, word]
    )


@pytest.mark.parametrize("phone", [True, False])
def test_a_candidate_sits_through_an_outage_and_hands_in(browse, faults, officer, phone):
    page = browse("/exams/", as_=officer, phone=phone, language="en")
    assert faults(page) == []
    page.get_by_role("link", name="To the exam").click()
    assert faults(page) == []
    page.go_back()
    begin(page)
    assert faults(page) == []
    choose(page, 1, 0)
    wait_for(page, 1, "is-saved")
    assert "server time" in page.locator("#save-words").inner_text()
    assert stored(officer).answers[0] == 1

    page.context.set_offline(True)
    choose(page, 2, 1)
    choose(page, 3, 1)
    wait_for(page, 3, "is-local")
    assert "2 answers are kept on this computer" in page.locator("#save-words").inner_text()
    assert stored(officer).answers[1:3] == [0, 0]
    page.context.set_offline(False)
    wait_for(page, 2, "is-saved")
    wait_for(page, 3, "is-saved")
    assert stored(officer).answers[:3] == [1, 2, 2]
    page.complaints.clear()

    page.get_by_role("checkbox", name="Look at again later").check()
    assert "is-marked" in state(page, 3)
    page.get_by_role("button", name="Hand in").click()
    assert "5 questions have no answer yet" in page.locator("#submit-words").inner_text()
    assert faults(page) == []
    page.get_by_role("button", name="Hand in now").click()
    page.wait_for_url("**/result/")
    assert "of 8 points" in page.content()
    assert faults(page) == []
    assert Result.objects.count() == 1
    assert SaveJournal.objects.filter(kind="submit").count() == 1


def test_answers_that_were_never_sent_survive_a_reload(browse, officer):
    page = browse("/exams/", as_=officer, language="en")
    begin(page)
    page.route("**/save", lambda route: route.abort())
    choose(page, 4, 2)
    wait_for(page, 4, "is-local")
    page.reload()
    page.wait_for_selector(".question")
    wait_for(page, 4, "is-local")
    page.unroute("**/save")
    wait_for(page, 4, "is-saved")
    assert stored(officer).answers[3] == 4


def test_a_lost_acknowledgement_is_no_lost_answer(browse, officer):
    page = browse("/exams/", as_=officer, language="en")
    begin(page)
    lost = []

    def lose_the_first(route):
        if lost:
            route.continue_()
        else:
            lost.append(route.fetch())
            route.abort()

    page.route("**/save", lose_the_first)
    choose(page, 1, 3)
    wait_for(page, 1, "is-saved")
    assert stored(officer).answers[0] == 8


def test_a_second_device_takes_over_and_the_first_is_told(browse, faults, officer):
    first = browse("/exams/", as_=officer, language="en")
    begin(first)
    choose(first, 1, 0)
    wait_for(first, 1, "is-saved")
    second = browse(reverse("exam_paper", args=[stored(officer).pk]), as_=officer, phone=True, language="en")
    assert faults(second) == []
    second.get_by_role("button", name="Continue here").click()
    second.wait_for_selector(".question")
    assert "is-saved" in state(second, 1)
    choose(second, 1, 1)
    wait_for(second, 1, "is-saved")
    choose(first, 2, 0)
    first.wait_for_selector("#ask-taken[open]")
    assert stored(officer).answers[:2] == [2, 0]
    first.get_by_role("button", name="Continue here").click()
    first.wait_for_selector(".question")
    wait_for(first, 2, "is-saved")
    assert stored(officer).answers[:2] == [2, 1]


def test_a_second_tab_of_the_same_browser_does_not_write(browse, officer):
    page = browse("/exams/", as_=officer, language="en")
    begin(page)
    tab = page.context.new_page()
    tab.goto(page.url)
    tab.wait_for_selector("#trouble:not([hidden])")
    assert "another tab" in tab.locator("#trouble-title").inner_text()
    page.close()
    tab.locator("#trouble-again").click()
    tab.wait_for_selector(".question")


def test_the_paper_is_handed_in_when_time_is_over(browse, officer):
    page = browse("/exams/", as_=officer, language="en")
    begin(page)
    choose(page, 1, 0)
    wait_for(page, 1, "is-saved")
    Sitting.objects.update(deadline_at=clock.now() + timedelta(seconds=3))
    page.reload()
    page.wait_for_url("**/result/", timeout=15_000)
    assert stored(officer).state == "submitted"


def test_a_sitting_needs_the_keyboard_alone(browse, officer):
    page = browse("/exams/", as_=officer, language="en")
    begin(page)
    page.keyboard.press("Tab")
    page.locator(".option input").first.focus()
    page.keyboard.press("ArrowDown")
    wait_for(page, 1, "is-saved")
    page.locator("#next").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "stem1"
    page.locator("#view").focus()
    page.keyboard.press("Enter")
    assert page.locator(".question").count() == 8
    page.locator("#say-time").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.getElementById('said').textContent.includes('minutes')")
    assert stored(officer).answers[0] == 2


def test_a_page_twice_as_large_still_fits(browse, officer):
    page = browse("/exams/", as_=officer, language="en")
    begin(page)
    page.set_viewport_size({"width": 640, "height": 400})
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_no_key_reaches_the_browser(browse, officer):
    seen = []
    page = browse("/exams/", as_=officer, language="en")
    page.on("response", lambda answer: seen.append(answer) if "/x/" in answer.url else None)
    begin(page)
    page.wait_for_load_state("networkidle")
    bodies = [answer.text() for answer in seen] + [page.content()]
    assert any('"questions"' in body for body in bodies)
    for version in ItemVersion.objects.all():
        assert not any(version.explanation in body for body in bodies)
    assert not any('"key"' in body or '"mask"' in body for body in bodies)
