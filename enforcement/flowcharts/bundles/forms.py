"""Forms of bundles: which charts go out, which file comes in, and the word that takes it in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enforcement.flowcharts.bundles.bundle import LARGEST
from enforcement.flowcharts.models import FlowchartVersion
from enforcement.organisation.models import Agency


class PackForm(forms.Form):
    """The published charts that go into a bundle."""

    versions = forms.ModelMultipleChoiceField(
        FlowchartVersion.objects.none(), label=_("Charts"), widget=forms.CheckboxSelectMultiple,
        help_text=_("Charts that these call come along by themselves."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer every published chart: they are public."""
        super().__init__(*args, **kwargs)
        published = FlowchartVersion.objects.filter(status="published").select_related("flowchart__agency")
        self.fields["versions"].queryset = published.order_by("flowchart__agency__path", "flowchart__code")  # type: ignore[attr-defined]
        self.fields["versions"].label_from_instance = _label  # type: ignore[attr-defined]


def _label(version: FlowchartVersion) -> str:
    chart = version.flowchart
    return f"{chart.code} {chart.name} v{version.number} · {chart.agency.title}"


class LookForm(forms.Form):
    """A bundle, to be looked into."""

    agency = forms.ModelChoiceField(Agency.objects.none(), label=_("Agency"))
    bundle = forms.FileField(label=_("Bundle of charts"), widget=forms.FileInput(attrs={"accept": ".json"}))

    def __init__(self, *args: Any, agencies: Any, **kwargs: Any) -> None:
        """Offer the agencies whose charts the person drafts."""
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = agencies  # type: ignore[attr-defined]

    def clean_bundle(self) -> bytes:
        """Return what the file holds, a little more than is allowed at most."""
        content: bytes = self.cleaned_data["bundle"].read(LARGEST + 1)
        return content


class TakeForm(forms.Form):
    """The same bundle once it was looked into."""

    agency = forms.ModelChoiceField(Agency.objects.none(), widget=forms.HiddenInput)
    bundle = forms.CharField(widget=forms.HiddenInput, strip=False)

    def __init__(self, *args: Any, agencies: Any, **kwargs: Any) -> None:
        """Offer the agencies whose charts the person drafts."""
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = agencies  # type: ignore[attr-defined]

    def clean_bundle(self) -> bytes:
        """Return the text as bytes; browsers send line ends of their own."""
        return str(self.cleaned_data["bundle"]).replace("\r\n", "\n").encode()
