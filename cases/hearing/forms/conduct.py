"""Forms on the page of a hearing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.hearing import REASONS
from cases.hearing.show_exhibit import pieces
from cases.models import Case, HearingAttendee


class AttendForm(forms.Form):
    """Somebody who attends."""

    role = forms.ChoiceField(label=_("Part in the hearing"), choices=HearingAttendee.Role.choices)
    name = forms.CharField(label=_("Name"), max_length=60)
    authority = forms.ChoiceField(
        label=_("Authority of an agent, in writing"), choices=HearingAttendee.Authority.choices, required=False
    )


class ShowForm(forms.Form):
    """A piece of the file that is shown."""

    piece = forms.ChoiceField(label=_("What is shown"))
    view = forms.CharField(
        label=_("What the party says of it"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["piece"]
        chosen.choices = [(key, label) for key, label, _sha in pieces(case)]


class CloseForm(forms.Form):
    """How the session ends."""

    outcome = forms.ChoiceField(
        label=_("How the session ends"), widget=forms.RadioSelect, initial="closed",
        choices=[
            ("closed", _("closed: everybody was heard")), ("adjourned", _("suspended: it goes on another day")),
            ("ended", _("ended: it will not go on")),
        ],
    )  # fmt: skip
    reason = forms.ChoiceField(
        label=_("If it is suspended or ended: why"), choices=[("", "—"), *REASONS.items()], required=False
    )
