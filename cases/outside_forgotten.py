"""Take the rows of an outside record away, so that the record as it came anew can be written."""

from __future__ import annotations

from typing import Any, Final

from django.db.models import ProtectedError, QuerySet
from django.utils.translation import gettext_lazy as _

from cases.models import Case, Defence, HearingSeat, InquiryOfficer, Member
from cases.outside import ImportRefused

PARTS: Final = (
    "recordings", "instalments", "demands", "enforcements", "remedies", "police_transfers", "assignments", "measures",
    "proposals", "services", "payments", "checks", "reviews", "hearings", "notices", "inquiries", "discussions",
)  # fmt: skip
ONE_EACH: Final = ("publication", "decision", "party", "clue", "limitation")


def forget(case: Case) -> None:
    """Delete what an outside record wrote beside its steps, in the caller's transaction. Alarms and the ledger stay.

    Raises:
        ImportRefused: for a case of this system, or if something made here since hangs on it.
    """
    if case.origin != Case.Origin.OUTSIDE:
        raise ImportRefused(_("A case that is handled here is not replaced by a record."), field="reference")
    try:
        for rows in _rows(case):
            rows.delete()
    except ProtectedError as fault:
        raise ImportRefused(
            _("Something was added to this case here since; it cannot be replaced."), field="reference"
        ) from fault


def _rows(case: Case) -> list[QuerySet[Any]]:
    """Return what is deleted, in an order in which nothing is missed by another."""
    one_each = [type(case)._meta.get_field(name).related_model for name in ONE_EACH]  # noqa: SLF001
    return [
        InquiryOfficer.objects.filter(inquiry__case=case),
        HearingSeat.objects.filter(hearing__case=case),
        Member.objects.filter(discussion__case=case),
        Defence.objects.filter(notice__case=case),
        *(model.objects.filter(case=case) for model in one_each),  # type: ignore[union-attr]
        *(getattr(case, name).all() for name in PARTS),
    ]
