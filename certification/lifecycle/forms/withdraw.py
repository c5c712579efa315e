"""Forms of the acts that take a credential away or give it back; their cleaned data are the acts' keywords."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from certification.lifecycle import chosen, grounds
from certification.lifecycle.forms.words import GroundField, long_text
from certification.lifecycle.parameters import REVOCATION_GROUNDS, SUSPENSION_GROUNDS
from certification.models import Credential
from enforcement import clock


class SuspendForm(forms.Form):
    """Why and until when."""

    code = GroundField(label=_("Ground in the rules"))
    ground = long_text(_("Facts of the matter"), most=260)
    document = forms.CharField(label=_("Number of the decision"), max_length=80)
    to_on = forms.DateField(
        label=_("To be decided anew by"), initial=lambda: clock.today() + timedelta(days=90),
        help_text=_("The credential does not revive on that day: it is restored or revoked by a decision."),
    )  # fmt: skip

    def __init__(self, *args: Any, row: Credential, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = clock.today()
        offered = chosen.allowed(grounds.SUSPENSION, SUSPENSION_GROUNDS, agency=row.agency, on=today)
        self.fields["code"].offer(offered)  # type: ignore[attr-defined]


class RestoreForm(forms.Form):
    """Why it is given back."""

    ground = long_text(_("Reason for giving it back"), most=300)
    retraining = forms.CharField(
        label=_("Record of the training off post"), max_length=120, required=False,
        help_text=_("Leave it empty where hours since the suspension are recorded under “Training”."),
    )  # fmt: skip
    document = forms.CharField(label=_("Number of the decision"), max_length=80, required=False)

    def __init__(self, *args: Any, row: Credential, **kwargs: Any) -> None:  # noqa: ARG002 (every form gets its row)
        super().__init__(*args, **kwargs)


class ProposeForm(forms.Form):
    """What happened and how it is proved."""

    code = GroundField(label=_("Ground in the rules"))
    facts = long_text(_("Facts of the matter"), help_text=_("When, where, what; no conclusions."))
    evidence = long_text(_("Evidence"), help_text=_("Documents with their numbers, witnesses, recordings."))

    def __init__(self, *args: Any, row: Credential, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = clock.today()
        offered = chosen.allowed(grounds.REVOCATION, REVOCATION_GROUNDS, agency=row.agency, on=today)
        self.fields["code"].offer(offered)  # type: ignore[attr-defined]


class CancelForm(forms.Form):
    """Why, and since when."""

    code = GroundField(label=_("Ground in the rules"))
    ground = long_text(_("Remarks"), required=False, most=260)
    from_on = forms.DateField(
        label=_("From"), initial=clock.today, help_text=_("The day on which the holder left enforcement.")
    )
    document = forms.CharField(label=_("Number of the document"), max_length=80, required=False)
    card_back = forms.BooleanField(label=_("The card was given back"), required=False)

    def __init__(self, *args: Any, row: Credential, **kwargs: Any) -> None:  # noqa: ARG002 (every form gets its row)
        super().__init__(*args, **kwargs)
        self.fields["code"].offer(grounds.CANCELLATION)  # type: ignore[attr-defined]
