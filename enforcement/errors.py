"""Refusals: what the system says when an act may not happen, and what to do next."""

from __future__ import annotations

from http import HTTPStatus
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Refusal(Exception):
    """Refuse an act without changing anything.

    Subclasses are named beside the act that raises them. ``sentence`` is fit to show to the person, ``article`` names
    the law, ``remedy`` says what to do next, ``field`` names the form field at fault (then the status is 422).
    """

    status: ClassVar[int] = HTTPStatus.CONFLICT
    sentence: str | Promise = _("This cannot be done now.")
    article: str = ""
    remedy: str | Promise = ""

    def __init__(
        self,
        sentence: str | Promise | None = None,
        *,
        article: str | None = None,
        remedy: str | Promise | None = None,
        field: str = "",
    ) -> None:
        if sentence is not None:
            self.sentence = sentence
        if article is not None:
            self.article = article
        if remedy is not None:
            self.remedy = remedy
        self.field = field
        super().__init__(str(self.sentence))

    def __str__(self) -> str:
        return str(self.sentence)

    @property
    def code(self) -> str:
        """The stable name of this refusal, for logs and tests."""
        return type(self).__name__


class Invalid(Refusal):
    """Refuse a form whose shape is wrong."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    sentence = _("Something in the form needs to be corrected.")


class NotAllowed(Refusal):
    """Refuse a person whose duties do not cover the act."""

    status = HTTPStatus.FORBIDDEN
    sentence = _("Your duties do not include this.")
    remedy = _("Ask the person in charge of your agency to grant the duty, or sign in as someone who holds it.")


class NotFound(Refusal):
    """Answer for a thing that is not there, or that the person may not know of."""

    status = HTTPStatus.NOT_FOUND
    sentence = _("There is nothing here, or it is not open to you.")
    remedy = _("Check the address, or go back to the list.")


class OutOfOrder(Refusal):
    """Refuse an act that the published flowchart does not have open now."""

    sentence = _("The procedure has no such step open now.")
    remedy = _("Reload the page to see which step is open; somebody may have done this already.")


class TooMany(Refusal):
    """Refuse for now because too many requests came from here."""

    status = HTTPStatus.TOO_MANY_REQUESTS
    sentence = _("Too many attempts in a short time.")
    remedy = _("Wait a minute and try again.")
    retry_after: int = 60
