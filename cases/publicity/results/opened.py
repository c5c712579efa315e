"""The open data of results: what their public pages show."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from cases.publicity.columns import AGENCY, SHA256
from cases.publicity.datasets import Column, enter
from cases.publicity.results.views.public import shown
from enforcement.ledger.models import Entry

COLUMNS: Final = (
    Column("number", _("Document number"), _("Number of the inspection or of the permit")),
    Column("kind", _("Kind"), _("inspection or permit")),
    AGENCY,
    Column(
        "object",
        _("Person or firm concerned"),
        _("As the public page shows it; persons are masked; none once withdrawn"),
    ),
    Column("matter", _("Matter"), _("What was inspected or permitted; none once withdrawn")),
    Column("result", _("Result of the act"), _("Result as published; none once withdrawn")),
    Column("done_on", _("Day of the result"), _("Day of the inspection, or of the decision on the permit"), "date"),
    Column("published_on", _("Published on"), _("Day of publication"), "date"),
    Column("withdrawn_on", _("Withdrawn on"), _("Day of withdrawal from the public, if any"), "date"),
    Column("withdrawal_reason", _("Reason for the withdrawal"), _("Why it was withdrawn, if it was")),
    SHA256,
)


def rows() -> Iterator[dict[str, Any]]:
    """Yield the results that the public reads now; of a withdrawn one only that it was withdrawn, and why."""
    for one in shown().order_by("published_on", "pk").iterator(1000):
        gone = one.withdrawn_on is not None
        yield {
            "number": one.number, "kind": one.kind, "agency": one.agency.name,
            "object": None if gone else one.object_shown, "matter": None if gone else one.matter,
            "result": None if gone else one.result, "done_on": one.done_on, "published_on": one.published_on,
            "withdrawn_on": one.withdrawn_on, "withdrawal_reason": one.withdrawal_reason or None,
            "sha256": one.sha256,
        }  # fmt: skip


def changed() -> datetime | None:
    """Return when they last changed."""
    verbs = ("shown_result.publish", "shown_result.withdraw")
    found: datetime | None = (
        Entry.objects.filter(verb__in=verbs).order_by("-recorded_at").values_list("recorded_at", flat=True).first()
    )
    return found


def enter_all() -> None:
    """Enter them."""
    enter(
        "results", _("Results of inspections and permits"), rows, COLUMNS, changed=changed,
        description=_("Results as published: written by one person and checked by another."),
    )  # fmt: skip
