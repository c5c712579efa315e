"""Nobody is locked out: where very many send or look up from one address, each waits a few seconds and goes on."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid4

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from certification.scan import pace
from enforcement.errors import TooMany

SENT_FREE: Final = 5
ASKED_FREE: Final = 10
"""What one address sends or asks in a minute without a wait."""


class Later(TooMany):
    """Ask to press the button again after the seconds of the wait; what was typed stays."""

    sentence = _("Very many people are sending from your network just now.")

    def __init__(self, seconds: int) -> None:
        super().__init__(
            remedy=_("Nothing is lost. Press the button again in %(seconds)s seconds.") % {"seconds": seconds}
        )
        self.retry_after = seconds


def slowly(
    request: HttpRequest, act: Callable[..., Any], *, at: datetime, what: str = "complain"
) -> tuple[Callable[..., Any], str]:
    """Return the act behind the wait, and where its form goes; each ``what`` is counted apart.

    A ticket lets one form pass once.
    """
    if request.method != "POST":
        return act, ""
    ticket = request.GET.get("ticket", "")
    wait = pace.wait_for(request, f"{what} {_form_id(request)}", at=at, what=what, free=SENT_FREE)

    def waiting(**facts: Any) -> Any:
        if wait is not None:
            raise Later(wait.seconds)
        spent = hashlib.sha256(ticket.encode()).hexdigest()
        if ticket and not cache.add(f"{what}:{spent}", 1, timeout=pace.KEPT):
            raise Later(pace.KEPT)
        return act(**facts)

    return waiting, onward(request, wait.ticket if wait else ticket)


def looking_up(request: HttpRequest, asked: str, *, at: datetime) -> tuple[Later | None, str]:
    """Return the wait before a code is looked up, or None, and where the form goes."""
    wait = pace.wait_for(request, f"track {asked}", at=at, what="track", free=ASKED_FREE)
    return (Later(wait.seconds), onward(request, wait.ticket)) if wait else (None, "")


def onward(request: HttpRequest, ticket: str) -> str:
    """Return the query that carries the ticket along with what the page was asked for."""
    query = request.GET.copy()
    query["ticket"] = ticket
    return f"?{query.urlencode()}" if ticket else ""


def _form_id(request: HttpRequest) -> str:
    try:
        return UUID(request.POST.get("act_id", "")).hex
    except ValueError:
        return uuid4().hex  # a form without its id gets no ticket that a second one could use
