"""Why a sitting takes no answer: refusals shared by the acts of a sitting, and how to tell them from its row."""

from __future__ import annotations

from collections.abc import Mapping
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
    """Refuse an answer to a question that the paper does not have, or a mask that cannot be."""

    sentence = _("This answer does not fit the paper.")
    remedy = _("Reload the page. Your other answers are kept.")


def why_not(row: Mapping[str, Any], *, lease: int, top: int = -1) -> Refusal:
    """Return why a statement that wrote nothing did so; ``top`` is the highest question it named.

    A writer that waited for another sees the row as it was before: then nothing here fits, and it must send again.
    """
    if row["state"] == "assigned":
        return NotBegun()
    if row["state"] == "submitted":
        return AlreadyClosed()
    if row["state"] == "expired" or over(row):
        return TimeOver()
    if row["lease"] != lease:
        return TakenOver()
    if top >= row.get("size", 0) > 0:
        return BadAnswer(field="d")
    return Unsettled()


def over(row: Mapping[str, Any]) -> bool:
    """Return whether time and grace are over in a row that carries the moment it was read."""
    return bool((row["at"] - row["deadline_at"]).total_seconds() > row["grace_seconds"])


def remaining_ms(row: Mapping[str, Any]) -> int:
    """Return the milliseconds left until the deadline, 0 after it."""
    return max(0, int((row["deadline_at"] - row["at"]).total_seconds() * 1000))
