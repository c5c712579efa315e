"""Forms of exams."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from exams.models import Bank


class Moment(forms.DateTimeField):
    """A day and a time of day in one input of the browser's."""

    def __init__(self, **more: Any) -> None:
        """Take the field's usual arguments."""
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=widget, **more)


class ImportForm(forms.Form):
    """A workbook of items for a bank."""

    bank_id = forms.TypedChoiceField(label=_("Item bank"), coerce=int)
    file = forms.FileField(label=_("Workbook"), widget=forms.FileInput(attrs={"accept": ".xlsx"}))
    dry_run = forms.BooleanField(label=_("Only check the file, change nothing"), required=False, initial=True)

    def __init__(self, *args: Any, banks: QuerySet[Bank], **more: Any) -> None:
        """Offer these banks."""
        super().__init__(*args, **more)
        _offer(self.fields["bank_id"], [(b.pk, b.name) for b in banks])


def _offer(field: forms.Field, choices: list[tuple[int, str]]) -> None:
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 (tells the type checker)
    field.choices = choices
