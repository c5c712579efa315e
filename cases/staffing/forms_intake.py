"""Forms of intake beside the steps: more time for the check, answers to whoever sent the clue."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.base import ActForm, day_field, long_text
from cases.models import Case
from cases.pages import Page, bind
from cases.staffing.answer import answer_sender, has_sender, tell_by, tell_reporter
from cases.staffing.extend_check import extend_check


class ExtendCheckForm(ActForm):
    """Why the check takes longer."""

    reason = long_text(_("Which special circumstances call for more time"), rows=3)


class ToldForm(ActForm):
    """How and when the reporter was told."""

    days = ("told_on",)
    how = forms.CharField(label=_("How it was told"), max_length=120)
    told_on = day_field(_("Day"))


class AnsweredForm(ActForm):
    """How and when the sender was answered."""

    days = ("answered_on",)
    how = forms.CharField(label=_("How it was answered, with the number of the letter"), max_length=120)
    answered_on = day_field(_("Day"))


class WhyForm(forms.Form):
    """Why somebody needs to know who reported."""

    why = forms.CharField(label=_("Why you need to know who reported"), max_length=200)


def _extendable(case: Case) -> bool:
    return getattr(case, "clue", None) is None or case.clue.extended_on is None


def bind_all() -> None:
    """Bind the pages."""
    bind(
        Page(
            "extend_check", _("Extend the check before filing"), ExtendCheckForm, extend_check, duty="decide",
            step_acts=frozenset({"check_clue", "file_case"}), icon="calendar-plus", submit=_("Extend once"),
            offered=_extendable, help=_("Only before the term is over, and only once."),
        )
    )  # fmt: skip
    bind(
        Page(
            "tell_reporter", _("Tell the reporter"), ToldForm, tell_reporter, any_time=True, icon="message-reply",
            submit=_("Enter the answer"), offered=lambda case: tell_by(case) is not None,
            help=_("A known reporter is told within five working days whether the case is filed."),
        )
    )  # fmt: skip
    bind(
        Page(
            "answer_sender", _("Answer the agency that sent the clue"), AnsweredForm, answer_sender, any_time=True,
            icon="mail-forward", submit=_("Enter the answer"), offered=has_sender,
        )
    )  # fmt: skip
