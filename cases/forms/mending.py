"""Forms that mend: take a step back, correct a record."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.correct_record import CORRECTORS, correct_record
from cases.forms.base import ActForm, long_text
from cases.history import happened
from cases.models import Case
from cases.pages import Page, bind
from cases.recall_step import recall_step, recallable
from enforcement.organisation.access import duties_of
from enforcement.web.times import say_moment

SHOWN = 60


class RecallForm(ActForm):
    """Which step, and why."""

    record_id = forms.TypedChoiceField(label=_("Step to take back"), coerce=UUID, widget=forms.RadioSelect)
    reason = long_text(_("Why it is taken back"), rows=3)

    def prepare(self) -> None:
        """Offer the person's own last steps, all to the head."""
        is_head = "decide" in duties_of(self.request)
        found: list[tuple[Any, str]] = [
            (r.pk, f"{r.node.code} {r.node.title} · {r.actor.get('name', '')}")
            for r in recallable(self.case, self.request.user.pk, is_head=is_head)
        ]
        self.fields["record_id"].choices = found  # type: ignore[attr-defined]
        self.fields["record_id"].initial = found[0][0] if len(found) == 1 else None


class CorrectionForm(ActForm):
    """Which record, what was wrong and what is right."""

    entry = forms.TypedChoiceField(label=_("Record to correct"), coerce=int)
    was = long_text(_("What the record says"), rows=2)
    right = long_text(_("What is right"), rows=2)
    reason = long_text(_("Why the record was wrong"), rows=2)
    evidence = long_text(_("Evidence of it"), rows=2)

    def prepare(self) -> None:
        """Offer the records of the case, the latest first."""
        told = happened(self.case, last=SHOWN)
        self.fields["entry"].choices = [  # type: ignore[attr-defined]
            (h.seq, f"{h.seq}. {h.title} · {h.by} · {say_moment(h.at)}") for h in told
        ]


def _recallable(case: Case) -> bool:
    return case.run_id is not None and bool(recallable(case, 0, is_head=True))


def _open(case: Case) -> bool:
    return case.run_id is not None and case.archived_on is None


bind(
    Page(
        "recall_step", _("Take a step back"), RecallForm, recall_step, any_time=True, icon="arrow-back-up",
        also=frozenset({"check", "review", "decide"}), submit=_("Take it back"), offered=_recallable,
        help=_("The one who finished the step, or the head, opens it again while the next step has not acted."),
    )
)  # fmt: skip
bind(
    Page(
        "correct_record", _("Correct a record"), CorrectionForm, correct_record, any_time=True, icon="eraser",
        also=CORRECTORS, submit=_("Add the correction"), offered=_open,
        help=_("The record stays as it is; the correction stands beside it."),
    )
)  # fmt: skip
