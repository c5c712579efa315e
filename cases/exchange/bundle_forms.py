"""Forms of bundles and partners."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.exchange.bundles.archive import LARGEST_FILE
from cases.exchange.models import Partner
from enforcement.web.templatetags.ui import moment


class ExportForm(forms.Form):
    """Whose data goes to whom, and from when on."""

    agency_id = forms.TypedChoiceField(label=_("Agency whose data goes out"), coerce=int)
    partner_id = forms.TypedChoiceField(label=_("Partner"), coerce=int)
    since_id = forms.TypedChoiceField(
        label=_("What goes out"), coerce=int, empty_value=None, required=False,
        help_text=_("Only changes: the partner must have the earlier bundle already."),
    )  # fmt: skip

    def __init__(self, *args: Any, agencies: Any, sent: Any, **kwargs: Any) -> None:
        """Offer the agencies of the person, their trusted partners and what went out before."""
        super().__init__(*args, **kwargs)
        lines = {pk for agency in agencies for pk in agency.line}
        partners = Partner.objects.filter(state=Partner.State.CONFIRMED, agency__in=lines)
        before = sent.filter(direction="out", done_at__isnull=False)[:20]
        choices: dict[str, list[tuple[Any, Any]]] = {
            "agency_id": [(a.pk, a.title) for a in agencies],
            "partner_id": [(p.pk, f"{p.name} ({p.key_id})") for p in partners],
            "since_id": [("", _("Everything")), *((b.pk, _since(b)) for b in before)],
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]


def _since(bundle: Any) -> str:
    said = _("Changes since %(moment)s: %(agency)s, %(partner)s")
    return said % {"moment": moment(bundle.done_at), "agency": bundle.agency.title, "partner": bundle.partner}


class UploadForm(forms.Form):
    """A bundle that came."""

    content = forms.FileField(label=_("Bundle (.zip)"), widget=forms.FileInput(attrs={"accept": ".zip"}))

    def clean_content(self) -> bytes:
        """Return what the file holds."""
        return _read(self.cleaned_data["content"], LARGEST_FILE)


class ReceiptForm(forms.Form):
    """The receipt of the partner."""

    content = forms.FileField(label=_("Receipt (.json)"), widget=forms.FileInput(attrs={"accept": ".json"}))

    def clean_content(self) -> bytes:
        """Return what the file holds."""
        return _read(self.cleaned_data["content"], 1024 * 1024)


def _read(file: Any, most: int) -> bytes:
    if file.size > most:
        raise forms.ValidationError(_("This file is too large."))
    content: bytes = file.read()
    return content


class PartnerForm(forms.Form):
    """A partner with its keys."""

    agency_id = forms.TypedChoiceField(label=_("Agency that exchanges with it"), coerce=int)
    name = forms.CharField(label=_("Name of the platform"), max_length=80)
    credit_code = forms.CharField(label=_("Unified social credit code of its owner"), max_length=18)
    basis = forms.CharField(label=_("Basis of the exchange"), max_length=200)
    signing_key = forms.CharField(
        label=_("Its key for signatures (Ed25519, Base64)"), max_length=64,
        help_text=_("As the partner handed it over; the second person compares the key id by telephone."),
    )  # fmt: skip
    sealing_key = forms.CharField(
        label=_("Its key for encryption (X25519, Base64)"), max_length=64, required=False,
        help_text=_("Only needed where identification numbers go out encrypted."),
    )  # fmt: skip

    def __init__(self, *args: Any, agencies: list[tuple[int, str]], **kwargs: Any) -> None:
        """Offer the agencies of the person."""
        super().__init__(*args, **kwargs)
        self.fields["agency_id"].choices = agencies  # type: ignore[attr-defined]
