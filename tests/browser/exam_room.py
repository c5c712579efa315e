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


FOCUSED = """() => {
    const here = document.activeElement, style = getComputedStyle(here);
    return [here.id || here.name || here.dataset.blank || here.textContent.trim().slice(0, 40),
            here === document.body || style.outlineStyle !== 'none' || style.boxShadow !== 'none'];
}"""


def tab_to(page: Any, selector: str, most: int = 120) -> None:
    """Press Tab until an element has the focus; whatever is passed on the way must show that it has it."""
    for _ in range(most):
        page.keyboard.press("Tab")
        name, shown = page.evaluate(FOCUSED)
        assert shown, f"nothing shows that {name!r} has the focus"
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab does not come to {selector}")


def answer_by_keyboard(page: Any) -> None:
    """Answer the question that is shown, coming from its text."""
    kind = page.locator(".question").get_attribute("class")
    if "is-fill_in" in kind:
        for n, text in enumerate(("二", "行政处罚")):
            tab_to(page, f"[data-blank='{n}']", 8)
            page.keyboard.type(text)
    elif "is-short_answer" in kind:
        tab_to(page, "textarea", 8)
        page.keyboard.type("应当依法。")
    else:
        tab_to(page, ".option input", 8)
        page.keyboard.press("Space")
        if "is-multiple" in kind:
            page.keyboard.press("Tab")
            page.keyboard.press("Space")
        else:
            page.keyboard.press("ArrowDown")


def sit_by_keyboard(page: Any) -> None:
    """Go from my exams to the receipt with Tab, Space, arrows and Enter alone."""
    page.goto("/exams/mine/")
    tab_to(page, ".exam-do a")
    page.keyboard.press("Enter")
    stage(page, "lobby")
    page.wait_for_selector(".check.is-ok >> nth=3")
    page.wait_for_selector("#start", state="visible")
    tab_to(page, "#honour")
    page.keyboard.press("Space")
    tab_to(page, "#start", 4)
    page.keyboard.press("Enter")
    page.wait_for_selector(".question")
    count = page.locator("#grid button").count()
    for number in range(count):
        assert page.evaluate("document.activeElement.id") == f"stem{number}", "the focus is not at the question"
        answer_by_keyboard(page)
        if number < count - 1:
            tab_to(page, "#next", 12)
            page.keyboard.press("Enter")
    tab_to(page, "#say-time", 80)
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.getElementById('said').textContent !== ''")
    tab_to(page, "#submit", 80)
    page.keyboard.press("Enter")
    page.wait_for_selector("#ask-submit[open]")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "submit", "the focus does not come back from the dialog"
    page.keyboard.press("Enter")
    tab_to(page, "#submit-yes", 20)
    page.keyboard.press("Enter")
    stage(page, "receipt")
    assert page.evaluate("document.activeElement.id") == "receipt-title"
