"""Forms of the register of settings and of duties."""

from __future__ import annotations

import json
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from enforcement.organisation.duties.codes import DUTIES
from enforcement.organisation.entrust import OF_GOVERNMENT
from enforcement.organisation.models import Agency
from enforcement.organisation.parameters import Parameter


class YesNoField(forms.TypedChoiceField):
    """A choice between yes and no that gives a boolean."""

    def __init__(self, **more: Any) -> None:
        super().__init__(
            choices=[("true", _("yes")), ("false", _("no"))],
            coerce=lambda given: given == "true",
            widget=forms.RadioSelect,
            **more,
        )

    def prepare_value(self, value: Any) -> Any:
        """Return a boolean as the choice that stands for it."""
        return {True: "true", False: "false"}.get(value, value) if isinstance(value, bool) else value


class DecimalText(forms.DecimalField):
    """A decimal kept as text, so that no digit is lost in JSON."""

    def clean(self, value: Any) -> Any:
        """Return the figure as text."""
        found = super().clean(value)
        return None if found is None else str(found)


class Structure(forms.JSONField):
    """A structured value, which must be a list or an object."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> str:
        """Return the value as people can read it."""
        return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=2)


class SettingForm(forms.Form):
    """A value of one parameter for one agency from a day on."""

    agency = forms.ModelChoiceField(
        Agency.objects.none(), label=_("Agency"), help_text=_("It holds for this agency and for all below it.")
    )
    value = forms.CharField(label=_("Value"))
    from_on = forms.DateField(label=_("In force from"), help_text=_("Earlier days keep the value they had."))
    source = forms.CharField(
        label=_("Document that says so"),
        max_length=200,
        help_text=_("Its title and number, as inspectors would look for it."),
    )
    VALUES: ClassVar[dict[str, Any]] = {
        "integer": forms.IntegerField,
        "decimal": DecimalText,
        "boolean": YesNoField,
        "text": lambda: forms.CharField(max_length=500),
        "json": Structure,
    }

    def __init__(self, *args: Any, parameter: Parameter, agencies: QuerySet[Agency], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["agency"].queryset = agencies  # type: ignore[attr-defined]
        field = (
            forms.ChoiceField(choices=[(choice, choice) for choice in parameter.choices])
            if parameter.kind == "choice"
            else self.VALUES[parameter.kind](**_bounds(parameter))
        )
        field.label, field.help_text = _("Value"), parameter.unit
        self.fields["value"] = field
        self.order_fields(["agency", "value", "from_on", "source"])


def _bounds(parameter: Parameter) -> dict[str, int]:
    is_number = parameter.kind in {"integer", "decimal"}
    return {"min_value": parameter.least, "max_value": parameter.highest} if is_number else {}


class DutyForm(forms.Form):
    """A duty on an agency."""

    duty = forms.ChoiceField(label=_("Duty"))
    agency = forms.ModelChoiceField(
        Agency.objects.none(), label=_("Agency"), help_text=_("It holds for this agency and for all below it.")
    )

    def __init__(self, *args: Any, agencies: QuerySet[Agency], of_government: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        offered = [duty for duty in DUTIES.values() if of_government or duty.code not in OF_GOVERNMENT]
        self.fields["duty"].choices = [(duty.code, duty.title) for duty in offered]  # type: ignore[attr-defined]
        if not of_government:
            self.fields["duty"].help_text = _(
                "Supervision, government decision, qualification check and issue are entrusted by the government's"
                " administrator."
            )
        self.fields["agency"].queryset = agencies  # type: ignore[attr-defined]
