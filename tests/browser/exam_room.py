"""An exam room for browser tests: the short stack behind the test server, a candidate at the paper, what is stored."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.urls import reverse

from enforcement.organisation.models import Person
from exams import lean
from exams.models import Sitting
from tests.factories.exams import sitting_of


def with_the_short_stack() -> Callable[..., Any]:
    """The test server knows the full site alone; send what production sends to the short stack there."""
    site = WSGIHandler.__call__

    def dispatch(self: Any, environ: Any, start_response: Any) -> Any:
        if environ["PATH_INFO"].startswith("/x/") and not isinstance(self, lean.Application):
            return lean.application(environ, start_response)
        return site(self, environ, start_response)

    return dispatch


def stored(officer: Person) -> Sitting:
    """Return the row of the officer's sitting as it is now."""
    return sitting_of(officer.session, officer)


def lobby_of(officer: Person) -> str:
    return reverse("exam_lobby", args=[stored(officer).pk])


def begin(page: Any) -> None:
    """Start from the page before the start, without another page being loaded."""
    page.evaluate("document.body.dataset.same = 'yes'")
    page.locator("#honour").check()
    page.locator("#start").click()
    page.wait_for_selector(".question")
    assert page.evaluate("document.body.dataset.same") == "yes", "the start loaded a page"


def go_to(page: Any, number: int) -> None:
    if not page.evaluate("document.getElementById('overview').open"):
        page.locator("#overview > summary").click()
    page.locator("#grid button").nth(number - 1).click()


def choose(page: Any, number: int, option: int) -> None:
    go_to(page, number)
    page.locator(".option").nth(option).click()


def state(page: Any, number: int) -> str:
    return page.locator("#grid button").nth(number - 1).get_attribute("class")


def wait_for(page: Any, number: int, word: str) -> None:
    page.wait_for_selector(f"#grid button.is-{word} >> nth=0", state="attached")
    page.wait_for_function(
        "([n, word]) => document.querySelectorAll('#grid button')[n - 1].classList.contains(word)",
        arg=[number, f"is-{word}"],
    )


def stage(page: Any, name: str, timeout: float = 15_000) -> None:
    """Wait until a part of the page is shown."""
    page.wait_for_selector(f"body[data-stage={name}]", timeout=timeout)


def words(page: Any, selector: str) -> str:
    return page.locator(selector).inner_text()
