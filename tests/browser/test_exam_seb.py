"""The Safe Exam Browser of Apple's systems tells its key to the page's script: that is passed on and opens the exam."""

import pytest
from django.conf import settings
from django.urls import reverse

from enforcement import clock
from exams.models import Session, SittingEvent
from exams.proctoring import seb
from tests.factories.exams import a_county, an_officer, an_open_session, now_session_facts, sitting_of

pytestmark = pytest.mark.django_db(transaction=True)
KEY = "81" * 32


@pytest.fixture
def candidate():
    county = a_county()
    person = an_officer(county.bureau)
    session = an_open_session(county, [person], at=clock.now(), **now_session_facts())
    Session.objects.filter(pk=session.pk).update(seb_keys=[KEY])
    return person, reverse("exam_lobby", args=[sitting_of(session, person).pk])


def told(page, path, key):
    """Open the page as that browser does: it knows the fingerprint of the page's address."""
    fingerprint = seb.hash_for(f"{settings.PUBLIC_URL}{path}", key)
    page.context.add_init_script(
        f"window.SafeExamBrowser = {{version: 'x', security: {{configKey: '{fingerprint}', updateKeys: (then) => then()}}}}"
    )
    page.goto(path)
    page.wait_for_load_state("networkidle")


def test_the_right_configuration_opens_the_exam_by_itself(browse, candidate):
    person, path = candidate
    page = browse(path, as_=person, language="en")
    assert page.locator("h1").inner_text() == "This exam must be opened in the Safe Exam Browser."
    told(page, path, KEY)
    page.wait_for_selector("#browser", state="detached")
    assert page.locator("[data-token]").count() == 1


def test_another_configuration_is_told_so_and_does_not_try_for_ever(browse, candidate):
    person, path = candidate
    page = browse(path, as_=person, language="en", phone=True)
    told(page, path, "af" * 32)
    page.wait_for_selector("#browser-refused:not([hidden])")
    assert page.locator("#browser-checking").is_hidden()
    assert SittingEvent.objects.filter(kind="seb_refused").exists()
