"""Forms around a legal review: the file sent, what is missing, disagreement."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.documents.titles import title_of
from cases.forms.base import ActForm, choice, long_text
from cases.legal.ask_missing import ask_missing, bring_missing, waiting
from cases.legal.dispute import WHEN, may_dispute, open_dispute, raise_dispute, settle_dispute
from cases.legal.send_file import ACT, send_file
from cases.models import Case, ReviewDispute
from cases.pages import Page, bind

STEP = frozenset({ACT})
WANTED = ("ZJ", "NC", "GZ", "XW", "XC", "TB", "TR", "CS", "FH")


class SendForm(ActForm):
    """What goes to the reviewer."""

    titles = forms.MultipleChoiceField(label=_("Papers sent"), widget=forms.CheckboxSelectMultiple, required=False)
    answer = long_text(_("How each finding was corrected"), rows=4, required=False)

    def prepare(self) -> None:
        """Offer the papers of the case; those that a review needs are ticked."""
        found = list(dict.fromkeys(p.title for p in self.case.papers.exclude(media_type="image/png")))
        field: Any = self.fields["titles"]
        field.choices = [(title, title) for title in found]
        needed = {title_of(code) for code in WANTED} | {"听证笔录", "听证报告", "行政处罚听证告知书"}
        field.initial = [title for title in found if title in needed]
        last = self.case.reviews.last()
        if last is None or last.passed:
            del self.fields["answer"]
        else:
            self.fields["answer"].help_text = last.opinion


class MissingForm(ActForm):
    """What a file lacks."""

    missing = long_text(_("What is missing"), rows=3)


class NothingForm(ActForm):
    """One button."""


class DisputeForm(ActForm):
    """Why the opinion is held to be wrong."""

    reasons = long_text(_("Why the handling unit disagrees"), rows=5)


class SettleForm(ActForm):
    """What came of the coordination."""

    coordination = long_text(_("Coordination: who was heard, what was said"), rows=5)
    settled = choice(_("What came of it"), choices=ReviewDispute.Settled.choices)


def _may_send(case: Case) -> bool:
    return not case.review_files.filter(round=case.reviews.count() + 1).exists()


def _may_ask(case: Case) -> bool:
    last = case.review_files.last()
    return last is not None and last.missing_from_on is None


def _lacks(case: Case) -> bool:
    return waiting(case) is not None


bind(
    Page(
        "send_review_file", _("Send the file to legal review"), SendForm, send_file, submit=_("Send"),
        step_acts=STEP, offered=_may_send, icon="send", waited=_may_send,
        help=_("Report, draft decision, basis, evidence, and the record of a hearing."),
    )
)  # fmt: skip
bind(
    Page(
        "ask_missing", _("Ask for missing papers"), MissingForm, ask_missing, submit=_("Ask for them"),
        step_acts=STEP, offered=_may_ask, icon="file-search", duty="review",
        help=_("Until they come the reviewer's term stands still."),
    )
)  # fmt: skip
bind(
    Page(
        "bring_missing", _("Missing papers were brought"), NothingForm, bring_missing, submit=_("They were brought"),
        step_acts=STEP, offered=_lacks, icon="file-check", waited=_lacks,
    )
)  # fmt: skip
bind(
    Page(
        "raise_dispute", _("Disagree with the legal opinion"), DisputeForm, raise_dispute, submit=_("Record it"),
        step_acts=WHEN, offered=may_dispute, icon="scale",
        help=_("It is coordinated first; without agreement the head or a discussion settles it."),
    )
)  # fmt: skip
bind(
    Page(
        "settle_dispute", _("Settle the disagreement"), SettleForm, settle_dispute, submit=_("Record the result"),
        step_acts=WHEN, offered=lambda case: open_dispute(case) is not None, icon="scale", duty="decide",
    )
)  # fmt: skip
