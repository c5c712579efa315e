"""Forms of the public's comments and of the answers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enforcement.flowcharts.consultation.models import PublicComment


class CommentForm(forms.Form):
    """A comment, on one step or on the whole."""

    step = forms.ChoiceField(label=_("Part of the procedure"), required=False)
    text = forms.CharField(
        max_length=2000, label=_("Your comment"), widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("No name is asked for. Please write no names, numbers or addresses of anybody."),
    )  # fmt: skip

    def __init__(self, *args: Any, steps: list[tuple[str, str]], **kwargs: Any) -> None:
        """Offer the steps of the chart."""
        super().__init__(*args, **kwargs)
        self.fields["step"].choices = [("", _("the whole procedure")), *steps]  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """Whether a comment is adopted, and why."""

    result = forms.ChoiceField(
        label=_("What becomes of it"), choices=PublicComment.Answer.choices, widget=forms.RadioSelect
    )
    answer = forms.CharField(
        max_length=1000, label=_("Why"), widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Public, together with the comment. “Not shown” keeps the comment back, the answer stays public."),
    )  # fmt: skip


class PeriodForm(forms.Form):
    """How long the public may comment."""

    days = forms.IntegerField(label=_("Days for comments"), min_value=1, max_value=180, initial=30)
