"""The form of the survey: four questions by faces, and a code for whoever has one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.supervision.complaints.concerned import agencies_named

MARKS = [
    (5, pgettext_lazy("mark", "very good")), (4, pgettext_lazy("mark", "good")), (3, pgettext_lazy("mark", "fair")),
    (2, pgettext_lazy("mark", "bad")), (1, pgettext_lazy("mark", "very bad")),
]  # fmt: skip


def _mark(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, choices=MARKS, coerce=int, widget=forms.RadioSelect)


class SurveyForm(forms.Form):
    """Four marks; the agency is asked for where no code says it."""

    agency = forms.ChoiceField(label=_("Which agency came to you?"), required=False)
    overall = _mark(_("All in all, how was it?"))
    manner = _mark(_("Were the officers polite?"))
    told = _mark(_("Did they explain the matter, the law and your rights?"))
    fair = _mark(_("Was it fair and done in time?"))
    code = forms.CharField(
        label=_("Code from your paper, if you have one"), max_length=30, required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=_("It shows that you had to do with this agency. It is not joined to your answer."),
    )  # fmt: skip

    def __init__(self, *args: Any, known: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if known:
            del self.fields["agency"]
            self.fields["code"].widget = forms.HiddenInput()
        else:
            chosen = self.fields["agency"]
            assert isinstance(chosen, forms.ChoiceField)  # noqa: S101 (told to the type checker)
            chosen.choices = [("", _("Choose")), *agencies_named().items()]
