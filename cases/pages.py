"""Which form and function serve an act of a case: one view shows them all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.functional import Promise

from cases.models import Case
from enforcement.flowcharts.models import StepRecord


@dataclass(frozen=True)
class Page:
    """The page of an act.

    ``form`` is a class made with ``case=``, ``record=`` and ``request=`` (see ``cases.forms.base.ActForm``). Its
    cleaned data are the facts: the view calls ``do(case_id=…, by=…, at=…, **cleaned_data)``, so it is the act itself.

    ``step_acts`` empty: the page closes the step that binds ``act``. Else it is an act beside: possible while a step is
    open that binds one of ``step_acts`` (an interview during the investigation), for those with ``duty``, where
    ``offered(case)`` says that there is something to do. ``any_time`` acts wait for no step, not even an open run.
    ``waited(case)`` says that the open step waits for this act: then it is shown before the others.
    """

    act: str
    title: str | Promise
    form: Callable[..., forms.BaseForm]
    do: Callable[..., Any]
    help: str | Promise = ""
    template: str = "cases/step.html"
    context: Callable[[HttpRequest, Case, StepRecord], dict[str, Any]] | None = None
    step_acts: frozenset[str] = frozenset()
    icon: str = "edit"
    duty: str = "handle"
    submit: str | Promise = ""
    offered: Callable[[Case], bool] | None = None
    any_time: bool = False
    waited: Callable[[Case], bool] | None = None
    also: frozenset[str] = frozenset()

    def is_for(self, duties: frozenset[str]) -> bool:
        """Return whether somebody with these duties may do an act beside: ``duty`` or one of ``also``."""
        return bool(duties & {self.duty, *self.also})


PAGES: dict[str, Page] = {}


def bind(page: Page) -> Page:
    """Enter the page of an act.

    Raises:
        ValueError: for an act that has one already.
    """
    if page.act in PAGES:
        raise ValueError(f"The act {page.act} has two pages.")
    PAGES[page.act] = page
    return page


def page_of(act: str) -> Page:
    """Return the page of the act that a step binds: the plain record where it has none of its own."""
    return PAGES.get(act) or PAGES["record"]


def beside(step_act: str) -> list[Page]:
    """Return the acts that are also possible while a step is open."""
    return [p for p in PAGES.values() if step_act in p.step_acts]


def at_any_time() -> list[Page]:
    """Return the acts that wait for no step."""
    return [p for p in PAGES.values() if p.any_time]
