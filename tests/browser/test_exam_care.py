"""The paper in care mode on the smallest phone: nothing is cut off, in either language."""

import pytest
from django.core.handlers.wsgi import WSGIHandler

from tests.browser.exam_room import begin, lobby_of, with_the_short_stack
from tests.factories.exams import a_county, an_officer, now_session_facts
from tests.factories.exams_sitting import a_full_session

pytestmark = pytest.mark.django_db(transaction=True)
WIDTH = "document.documentElement.scrollWidth"
SETTLED = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_paper_fits_a_small_phone_in_care_mode(browse, monkeypatch, language):
    monkeypatch.setattr(WSGIHandler, "__call__", with_the_short_stack())
    county = a_county()
    person = an_officer(county.bureau)
    person.session = a_full_session(county, [person], **now_session_facts())
    page = browse(lobby_of(person), as_=person, phone=True, language=language, care=True)
    begin(page)
    page.set_viewport_size({"width": 320, "height": 640})
    page.evaluate(SETTLED)
    assert page.evaluate(WIDTH) == 320
    page.locator("#view").click()
    page.evaluate(SETTLED)
    assert page.evaluate(WIDTH) == 320
