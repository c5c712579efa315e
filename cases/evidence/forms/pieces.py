"""Forms of evidence: list a piece, hand it on, set it aside."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.evidence.add_evidence import add_evidence
from cases.evidence.custody import ENDS
from cases.evidence.hand_on import hand_on
from cases.evidence.set_aside import set_aside
from cases.evidence.when import WHILE_OPEN
from cases.forms.base import ActForm, FileField, choice, day_field, tick
from cases.models import Case, CustodyEvent, Evidence
from cases.pages import Page, bind


class PieceField(forms.TypedChoiceField):
    """A piece of evidence of the case."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=int, **kwargs)

    def offer(self, case: Case, *, here: bool = False) -> None:
        """Offer the case's evidence; with ``here`` only what somebody here holds."""
        rows = case.evidence.filter(usable=True) if not here else case.evidence.exclude(custody__kind__in=ENDS)
        self.choices = [("", "—"), *((e.pk, str(e)) for e in rows.distinct())]


class EvidenceForm(ActForm):
    """A piece of evidence."""

    days = ("obtained_on",)
    kind = forms.ChoiceField(label=_("Kind of evidence"), choices=Evidence.Kind.choices)
    name = forms.CharField(label=_("What it is"), max_length=120)
    source = forms.CharField(label=_("From whom or where"), max_length=120)
    obtained_how = forms.CharField(label=_("How it was obtained"), max_length=120)
    obtained_on = day_field(_("Day it was obtained"))
    proves = forms.CharField(label=_("What it proves"), max_length=300, required=False)
    is_copy = tick(_("This is a copy"))
    original_kept_by = forms.CharField(label=_("Copy: where the original is kept"), max_length=120, required=False)
    copy_checked_by = forms.CharField(label=_("Copy: who compared it and signed"), max_length=120, required=False)
    inquiry_id = forms.TypedChoiceField(
        label=_("Obtained at this inquiry"), coerce=int, empty_value=None, required=False
    )  # fmt: skip
    file = FileField(label=_("Scan or photo"), required=False, help_text=_("PDF, JPEG or PNG. Kept by its hash."))

    def prepare(self) -> None:
        """Offer the inquiries of the case."""
        rows = self.case.inquiries.order_by("-held_on")
        self.fields["inquiry_id"].choices = [  # type: ignore[attr-defined]
            ("", "—"), *((row.pk, f"{row} · {row.subject}") for row in rows)
        ]  # fmt: skip


class HandOnForm(ActForm):
    """Who holds it from now on."""

    evidence_id = PieceField(label=_("Piece of evidence"))
    kind = choice(_("What happens"))
    to_name = forms.CharField(label=_("Who holds it from now on"), max_length=80)
    place = forms.CharField(label=_("Place"), max_length=120, required=False)
    seal_number = forms.CharField(label=_("Number of the seal"), max_length=40, required=False)
    remark = forms.CharField(label=_("Remark"), max_length=200, required=False)

    def prepare(self) -> None:
        """Offer what somebody here holds, and every kind but the first taking."""
        self.fields["evidence_id"].offer(self.case, here=True)  # type: ignore[attr-defined]
        kinds = [(code, text) for code, text in CustodyEvent.Kind.choices if code != CustodyEvent.Kind.TAKEN]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]


class SetAsideForm(ActForm):
    """Why it may not be used."""

    evidence_id = PieceField(label=_("Piece of evidence"))
    reason = forms.CharField(label=_("Why it may not be used"), max_length=300)

    def prepare(self) -> None:
        """Offer what is still usable."""
        self.fields["evidence_id"].offer(self.case)  # type: ignore[attr-defined]


def _has_evidence(case: Case) -> bool:
    return case.evidence.exists()


bind(
    Page(
        "add_evidence", _("Add evidence"), EvidenceForm, add_evidence, step_acts=WHILE_OPEN, icon="fingerprint",
        submit=_("Put it on the list"), help=_("One of the eight kinds of the law, with where it came from and how."),
    )
)  # fmt: skip
bind(
    Page(
        "hand_on_evidence", _("Hand evidence on"), HandOnForm, hand_on, step_acts=WHILE_OPEN, icon="transfer",
        submit=_("Enter the change"), offered=_has_evidence,
        help=_("It is given by whoever held it last, so that the chain has no gap."),
    )
)  # fmt: skip
bind(
    Page(
        "set_aside_evidence", _("Mark evidence as unusable"), SetAsideForm, set_aside, step_acts=WHILE_OPEN,
        icon="ban", submit=_("Mark as unusable"), offered=_has_evidence,
    )
)  # fmt: skip
