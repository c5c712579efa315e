"""Why a sitting takes no answer: refusals shared by the acts of a sitting, and how to tell them from its row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from enforcement.errors import Invalid, NotFound, Refusal


class SittingNotFound(NotFound):
    """Answer for a sitting that is not there."""


class NotBegun(Refusal):
    """Refuse answers before the start."""

    sentence = _("This paper has not been started.")
    remedy = _("Open the exam and start it.")


class AlreadyClosed(Refusal):
    """Refuse answers after submission."""

    sentence = _("This paper has been submitted. Nothing can be changed any more.")
    remedy = _("Open the result from the list of your exams.")


class TimeOver(Refusal):
    """Refuse answers after the deadline and its grace."""

    sentence = _("Time is over. The answers saved until then count.")
    remedy = _("Open the result from the list of your exams.")


class Paused(Refusal):
    """Refuse answers while the proctor has stopped the clock; the browser keeps them and sends them afterwards."""

    sentence = _("The proctor has paused the exam. Your time stands still.")
    remedy = _("Wait. Your answers are kept on this computer and sent when the exam goes on.")


class Voided(Refusal):
    """Refuse answers to a paper that was declared void."""

    sentence = _("This paper was declared void.")
    remedy = _("Ask the proctor or the exam administrator for the reason.")


class TakenOver(Refusal):
    """Refuse a browser whose lease another one has taken over."""

    sentence = _("This paper was opened on another device, which writes now.")
    remedy = _("Go on there, or choose to continue here.")


class Unsettled(Refusal):
    """Ask to send again where two writers met; nothing was stored."""

    status = 503
    sentence = _("The answer was not stored yet.")
    remedy = _("It is sent again by itself.")


class BadAnswer(Invalid):
    """Refuse an answer to a question that the paper does not have, or one that cannot be."""

    sentence = _("This answer does not fit the paper.")
    remedy = _("Reload the page. Your other answers are kept.")


def why_not(row: Mapping[str, Any], *, lease: int, top: int = -1) -> Refusal:
    """Return why a statement that wrote nothing did so; ``top`` is the highest question it named.

    A writer that waited for another sees the row as it was before: then nothing here fits, and it must send again.
    """
    state = row["state"]
    if state == "running" and over(row):
        state = "expired"
    if state in _BY_STATE:
        return _BY_STATE[state]()
    if row["lease"] != lease:
        return TakenOver()
    if over(row):
        return Paused()
    if top >= row.get("size", 0) > 0:
        return BadAnswer(field="d")
    return Unsettled()


def _taken_in() -> Refusal:
    return AlreadyClosed(_("The proctor has taken this paper in. The answers saved until then count."))


_BY_STATE: Mapping[str, Callable[[], Refusal]] = {
    "assigned": NotBegun,
    "submitted": AlreadyClosed,
    "expired": TimeOver,
    "terminated": _taken_in,
    "voided": Voided,
}


def ends_at(row: Mapping[str, Any]) -> datetime:
    """Return the moment from which no more than the grace is left: the deadline, or the pause."""
    end: datetime = row["stopped_at"] or row["deadline_at"]
    return end


def over(row: Mapping[str, Any]) -> bool:
    """Return whether time (or the time until a pause) and grace are over in a row that carries its moment."""
    return bool((row["at"] - ends_at(row)).total_seconds() > row["grace_seconds"])


def remaining_ms(row: Mapping[str, Any]) -> int:
    """Return the milliseconds left until the deadline: 0 after it; while paused, those that are kept."""
    if row["deadline_at"] is None:
        return 0
    return max(0, int((row["deadline_at"] - (row["stopped_at"] or row["at"])).total_seconds() * 1000))
