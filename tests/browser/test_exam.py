"""A whole sitting in a real browser: the network goes and comes back, a second device takes over, time runs out."""

from datetime import timedelta

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.utils import timezone

from enforcement import clock
from exams.models import ItemVersion, LatePacket, SaveJournal, Session, Sitting
from exams.takeover import code_for
from tests.browser.exam_room import (
    begin,
    choose,
    lobby_of,
    stage,
    state,
    stored,
    wait_for,
    with_the_short_stack,
    words,
)
from tests.factories.exams import a_county, an_officer, an_open_session, now_session_facts

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _answers_go_to_the_short_stack(monkeypatch):
    monkeypatch.setattr(WSGIHandler, "__call__", with_the_short_stack())


@pytest.fixture
def officer():
    county = a_county()
    person = an_officer(county.bureau, "王建国")
    person.session = an_open_session(county, [person], **now_session_facts())
    return person


@pytest.fixture
def sit(browse, officer):
    """Open the page before the start and begin."""

    def open_page(**more):
        page = browse(lobby_of(officer), as_=officer, **{"language": "en", **more})
        begin(page)
        return page

    return open_page


@pytest.mark.parametrize("phone", [True, False])
def test_a_candidate_sits_through_an_outage_and_hands_in(browse, faults, officer, phone):
    page = browse("/exams/", as_=officer, phone=phone, language="en")
    assert faults(page) == []
    page.get_by_role("link", name="To the exam").click()
    stage(page, "lobby")
    page.wait_for_selector(".check.is-ok >> nth=3")
    assert faults(page) == []
    begin(page)
    assert faults(page) == []
    choose(page, 1, 0)
    wait_for(page, 1, "saved")
    assert "server time" in words(page, "#save-words")
    assert stored(officer).answers[0] == 1

    page.context.set_offline(True)
    choose(page, 2, 1)
    choose(page, 3, 1)
    wait_for(page, 3, "local")
    assert "2 answers are kept on this computer" in words(page, "#save-words")
    assert stored(officer).answers[1:3] == [0, 0]
    page.context.set_offline(False)
    wait_for(page, 2, "saved")
    wait_for(page, 3, "saved")
    assert stored(officer).answers[:3] == [1, 2, 2]
    page.complaints.clear()

    page.get_by_role("checkbox", name="Look at again later").check()
    assert "is-marked" in state(page, 3)
    page.get_by_role("button", name="Hand in").click()
    assert "5 questions have no answer yet" in words(page, "#submit-words")
    assert faults(page) == []
    page.get_by_role("button", name="Hand in now").click()
    stage(page, "receipt")
    assert "3 of 8 answered" in words(page, "#receipt-answers")
    assert faults(page) == []
    page.get_by_role("link", name="See the result").click()
    page.wait_for_url("**/result/")
    assert "of 8 points" in page.content()
    assert SaveJournal.objects.filter(kind="submit").count() == 1


def test_answers_that_were_never_sent_survive_the_end_of_the_page_without_a_takeover(sit, officer):
    page = sit()
    page.context.set_offline(True)
    choose(page, 4, 2)
    wait_for(page, 4, "local")
    page.close()
    assert stored(officer).answers[3] == 0
    page.context.set_offline(False)
    again = page.context.new_page()
    again.route("**/save", lambda route: route.abort())
    again.goto(lobby_of(officer))
    again.wait_for_selector(".question")
    wait_for(again, 4, "local")
    again.unroute("**/save")
    wait_for(again, 4, "saved")
    assert (stored(officer).answers[3], stored(officer).lease) == (4, 1)


@pytest.mark.parametrize("address", ["start", "save", "submit"])
def test_a_lost_acknowledgement_is_no_lost_answer(browse, officer, address):
    page = browse(lobby_of(officer), as_=officer, language="en")
    lost = []

    def lose_the_first(route):
        if lost:
            route.continue_()
        else:
            lost.append(route.fetch())
            route.abort()

    page.route(f"**/{address}", lose_the_first)
    begin(page)
    choose(page, 1, 3)
    wait_for(page, 1, "saved")
    assert stored(officer).answers[0] == 8
    page.locator("#submit").click()
    page.locator("#submit-yes").click()
    stage(page, "receipt")
    assert (len(lost), stored(officer).state, stored(officer).lease) == (1, "submitted", 1)


def test_a_start_whose_answer_is_lost_with_the_page_goes_on_after_a_reload(browse, officer):
    page = browse(lobby_of(officer), as_=officer, language="en")
    page.route("**/start", lambda route: (route.fetch(), route.abort()))
    page.locator("#honour").check()
    page.locator("#start").click()
    page.wait_for_function("() => document.getElementById('start-line').textContent.includes('tried again')")
    page.unroute("**/start")
    page.reload()
    page.wait_for_selector(".question")
    assert (stored(officer).state, stored(officer).lease) == ("running", 1)


def test_a_second_device_takes_over_and_the_first_is_told(browse, sit, faults, officer):
    first = sit()
    choose(first, 1, 0)
    wait_for(first, 1, "saved")
    second = browse(lobby_of(officer), as_=officer, phone=True, language="en")
    stage(second, "taken")
    assert faults(second) == []
    second.get_by_role("button", name="Continue here").click()
    second.wait_for_selector(".question")
    assert "is-saved" in state(second, 1)
    choose(second, 1, 1)
    wait_for(second, 1, "saved")
    choose(first, 2, 0)
    stage(first, "taken")
    assert "1 answer of this computer was not sent" in words(first, "#taken-left")
    assert stored(officer).answers[:2] == [2, 0]
    first.complaints.clear()
    assert faults(first) == []
    first.get_by_role("button", name="Continue here").click()
    first.wait_for_selector(".question")
    wait_for(first, 2, "saved")
    assert stored(officer).answers[:2] == [2, 1]


def test_answers_that_both_devices_gave_are_put_to_the_candidate(browse, sit, officer):
    first = sit()
    first.context.set_offline(True)
    choose(first, 1, 0)
    wait_for(first, 1, "local")
    second = browse(lobby_of(officer), as_=officer, language="en")
    second.get_by_role("button", name="Continue here").click()
    second.wait_for_selector(".question")
    choose(second, 1, 1)
    wait_for(second, 1, "saved")
    first.context.set_offline(False)
    stage(first, "taken")
    first.get_by_role("button", name="Continue here").click()
    first.wait_for_selector("#ask-older[open]")
    assert "questions 1" in words(first, "#older-words")
    assert stored(officer).answers[0] == 2
    first.locator("#older-use").click()
    wait_for(first, 1, "saved")
    assert stored(officer).answers[0] == 1


def test_a_session_may_want_the_proctors_code_for_another_device(browse, sit, officer):
    Session.objects.update(takeover="code")
    sit()
    second = browse(lobby_of(officer), as_=officer, language="en")
    stage(second, "taken")
    right = code_for(stored(officer).pk, 1)
    wrong = f"{(int(right) + 1) % 1_000_000:06d}"
    second.locator("#take-code").fill(wrong)
    second.keyboard.press("Enter")
    second.wait_for_selector("#take-fault:not([hidden])")
    assert stored(officer).lease == 1
    second.locator("#take-code").fill(f"{right[:3]} {right[3:]}")
    second.keyboard.press("Enter")
    second.wait_for_selector(".question")
    assert stored(officer).lease == 2


def test_a_second_tab_of_the_same_browser_does_not_write_until_it_is_asked_to(sit, officer):
    page = sit()
    tab = page.context.new_page()
    tab.goto(page.url)
    stage(tab, "tab")
    assert "another tab" in words(tab, "#tab-title")
    choose(page, 1, 1)
    tab.get_by_role("button", name="Go on in this tab").click()
    tab.wait_for_selector(".question")
    stage(page, "tab")
    wait_for(tab, 1, "saved")
    choose(tab, 2, 1)
    wait_for(tab, 2, "saved")
    assert (stored(officer).answers[:2], stored(officer).lease) == ([2, 2], 1)
    tab.close()
    page.wait_for_selector(".question")
    wait_for(page, 2, "saved")


def test_the_paper_is_handed_in_when_time_is_over(sit, officer):
    page = sit()
    choose(page, 1, 0)
    wait_for(page, 1, "saved")
    Sitting.objects.update(deadline_at=clock.now() + timedelta(seconds=3))
    page.reload()
    page.wait_for_selector(".question")
    choose(page, 2, 1)
    stage(page, "receipt")
    assert (stored(officer).state, stored(officer).answers[:2]) == ("submitted", [1, 2])


def over(officer):
    Sitting.objects.update(deadline_at=clock.now() - timedelta(minutes=5))


def test_answers_that_come_too_late_are_kept_for_people_to_decide(sit, faults, officer):
    page = sit()
    page.context.set_offline(True)
    choose(page, 1, 2)
    wait_for(page, 1, "local")
    over(officer)
    page.context.set_offline(False)
    stage(page, "ended")
    page.wait_for_function("() => document.getElementById('late-words').textContent.includes('decides')")
    page.complaints.clear()
    assert faults(page) == []
    assert "Time is over" in words(page, "#ended-title")
    packet = LatePacket.objects.get()
    assert (packet.masks, packet.state, packet.lease) == ({"0": 4}, "waiting", 1)
    assert 0 < packet.ages_ms["0"] < 60_000
    assert stored(officer).answers[0] == 0
    page.reload()
    page.wait_for_url("**/result/")
    assert LatePacket.objects.count() == 1


def test_a_candidate_who_closed_the_page_meanwhile_sends_them_from_the_list_of_exams(sit, officer):
    page = sit()
    page.context.set_offline(True)
    choose(page, 1, 2)
    wait_for(page, 1, "local")
    over(officer)
    page.route("**/late", lambda route: route.abort())
    page.context.set_offline(False)
    stage(page, "ended")
    with page.expect_download() as saved:
        page.locator("#late-file").click()
    assert '"lease": 1' in saved.value.path().read_text(encoding="utf-8")
    tab = page.context.new_page()
    page.close()
    tab.goto("/exams/mine/")
    tab.wait_for_selector("[data-leftovers]:not([hidden])")
    tab.wait_for_function("() => document.querySelector('[data-leftovers]').textContent.includes('decides')")
    assert LatePacket.objects.get().masks == {"0": 4}


def test_a_clock_that_is_wrong_by_a_day_changes_nothing(browse, officer):
    page = browse("/exams/mine/", as_=officer, language="en")
    page.add_init_script("const day = 86400000, was = Date.now; Date.now = () => was() + day;"
                         "window.Date = class extends Date { constructor(...given) { given.length ? super(...given) : super(was() + day); } };")  # fmt: skip
    page.goto(lobby_of(officer))
    page.wait_for_function(
        "() => document.querySelector('[data-check=clock] span').textContent.includes('1 day ahead')"
    )
    begin(page)
    choose(page, 1, 1)
    wait_for(page, 1, "saved")
    left = words(page, "#time")
    assert left.startswith(("59:", "1:00:")), left
    assert f"{timezone.localtime(clock.now()):%H:%M}" in words(page, "#save-words")
    page.context.set_offline(True)
    choose(page, 2, 1)
    wait_for(page, 2, "local")
    over(officer)
    page.context.set_offline(False)
    stage(page, "ended")
    page.wait_for_function("() => document.getElementById('late-words').textContent.includes('decides')")
    assert 0 < LatePacket.objects.get().ages_ms["1"] < 60_000


def test_no_key_reaches_the_browser(browse, officer):
    seen = []
    page = browse(lobby_of(officer), as_=officer, language="en")
    page.on("response", lambda answer: seen.append(answer) if "/x/" in answer.url else None)
    begin(page)
    page.wait_for_load_state("networkidle")
    bodies = [answer.text() for answer in seen] + [page.content()]
    assert any('"questions"' in body for body in bodies)
    for version in ItemVersion.objects.all():
        assert not any(version.explanation in body for body in bodies)
    assert not any('"key"' in body or '"mask"' in body for body in bodies)
