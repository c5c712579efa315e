"""Forms around the table: where a sketch begins, and what is said when it is kept."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enforcement.errors import NotFound
from enforcement.flowcharts.models import FlowchartVersion
from enforcement.flowcharts.publication.ship import SHIPPED
from enforcement.organisation.models import Agency
from enforcement.web import asked


class BeginForm(forms.Form):
    """The agency, the code, and what the drawing begins from."""

    agency = forms.ModelChoiceField(Agency.objects.none(), label=_("Agency"))
    code = forms.CharField(
        max_length=20,
        label=_("Code"),
        required=False,
        help_text=_("Left empty, the chart that you begin from keeps its code. Another code makes a new chart."),
    )
    source = forms.ChoiceField(label=_("Begin from"))

    def __init__(self, *args: Any, agencies: Any, version: FlowchartVersion | None = None, **kwargs: Any) -> None:
        """Offer the agencies whose charts the person drafts, and what is published there."""
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = agencies  # type: ignore[attr-defined]
        public = FlowchartVersion.objects.filter(flowchart__agency__in=agencies, status="published")
        versions = {v.pk: v for v in public.select_related("flowchart__agency")}
        if version is not None:
            versions[version.pk] = version
        self.versions = versions
        self.fields["source"].choices = [  # type: ignore[attr-defined]
            ("", _("an empty chart")),
            *((f"version:{v.pk}", _in_force(v)) for v in versions.values()),
            *((f"shipped:{code}", _("the chart %(code)s that ships") % {"code": code}) for code in SHIPPED),
        ]
        self.fields["source"].required = False

    def clean(self) -> dict[str, Any]:
        """Return the source as the act takes it."""
        told = super().clean() or {}
        kind, _mark, name = told.pop("source", "").partition(":")
        told["shipped"] = name if kind == "shipped" else ""
        told["version"] = version = self.versions[int(name)] if kind == "version" else None
        told["code"] = told.get("code") or (version.flowchart.code if version else told["shipped"])
        if not told["code"]:
            self.add_error("code", _("A chart that begins empty needs a code of its own."))
        return told


def _in_force(version: FlowchartVersion) -> str:
    words = {"name": version.flowchart.name, "n": version.number, "agency": version.flowchart.agency.title}
    return str(_("%(name)s, version %(n)s · %(agency)s") % words)


class KeepForm(forms.Form):
    """What changed and why."""

    note = forms.CharField(
        max_length=300, label=_("What changed and why"), widget=forms.Textarea(attrs={"rows": 2}), required=False
    )


def version_asked(text: str, drafts: Any) -> FlowchartVersion | None:
    """Return the version that an address names, if the person may read it.

    Raises:
        NotFound: for another one.
    """
    if not text:
        return None
    found: FlowchartVersion | None = drafts.filter(pk=asked.number(text)).first()
    if found is None:
        raise NotFound
    return found
