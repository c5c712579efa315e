"""Forms of exams."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from enforcement.organisation.models import Agency
from exams.models import Bank, Exam, ItemType


class Moment(forms.DateTimeField):
    """A day and a time of day in one input of the browser's."""

    def __init__(self, **more: Any) -> None:
        """Take the field's usual arguments."""
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=widget, **more)


class ExamForm(forms.Form):
    """A new exam; what the parameters set is filled in."""

    title = forms.CharField(label=_("Title"), max_length=80)
    agency_id = forms.TypedChoiceField(label=_("Agency"), coerce=int)
    bank_id = forms.TypedChoiceField(label=_("Item bank"), coerce=int)
    family = forms.ChoiceField(label=_("Kind"), choices=Exam.Family.choices)
    subject = forms.ChoiceField(label=_("Subject"), choices=Exam.Subject.choices)
    pass_mark = forms.IntegerField(
        label=_("Pass mark"), min_value=1, help_text=_("In points; each item counts one point.")
    )
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=600)
    single = forms.IntegerField(label=_("Single choice items"), min_value=0, max_value=200)
    multiple = forms.IntegerField(label=_("Multiple choice items"), min_value=0, max_value=200)
    true_false = forms.IntegerField(label=_("True or false items"), min_value=0, max_value=200)
    multiple_rule = forms.ChoiceField(
        label=_("Scoring of multiple choice"),
        choices=[
            ("all_or_nothing", _("only the complete answer counts")),
            ("subset", _("too few right options count in part, a wrong one makes it 0")),
            ("subset_fixed", _("each right option of too few has fixed points, a wrong one makes it 0")),
            ("per_option", _("each option counts for itself, chosen or left out rightly")),
            ("right_minus_wrong", _("each wrong option takes away what a right one gives, never below 0")),
        ],
    )

    def __init__(self, *args: Any, agencies: QuerySet[Agency], banks: QuerySet[Bank], **more: Any) -> None:
        """Offer these agencies and banks."""
        super().__init__(*args, **more)
        _offer(self.fields["agency_id"], [(a.pk, a.title) for a in agencies])
        _offer(self.fields["bank_id"], [(b.pk, f"{b.name} · {b.agency.title}") for b in banks])

    def clean(self) -> dict[str, Any]:
        """Put the counts together."""
        data = super().clean() or {}
        kinds = [kind for kind in ItemType.values if kind in data]
        data["counts"] = {kind: data.pop(kind) for kind in kinds}
        return data


class SessionForm(forms.Form):
    """A new session of an exam."""

    exam_id = forms.TypedChoiceField(label=_("Exam"), coerce=int)
    title = forms.CharField(label=_("Title"), max_length=80)
    opens_at = Moment(label=_("Opens"))
    closes_at = Moment(label=_("Closes"))
    forms_wanted = forms.IntegerField(
        label=_("Parallel papers"),
        min_value=1,
        max_value=200,
        initial=4,
        help_text=_("Papers of equal make-up and difficulty; neighbours get different ones."),
    )
    release_at_once = forms.BooleanField(
        label=_("Show each candidate the result right after submission"), required=False, initial=True
    )

    def __init__(self, *args: Any, exams: QuerySet[Exam], **more: Any) -> None:
        """Offer these exams."""
        super().__init__(*args, **more)
        _offer(self.fields["exam_id"], [(e.pk, e.title) for e in exams])

    def clean(self) -> dict[str, Any]:
        """Name the papers as the act does."""
        data = super().clean() or {}
        if "forms_wanted" in data:
            data["forms"] = data.pop("forms_wanted")
        return data


class ImportForm(forms.Form):
    """A workbook of items for a bank."""

    bank_id = forms.TypedChoiceField(label=_("Item bank"), coerce=int)
    file = forms.FileField(label=_("Workbook"), widget=forms.FileInput(attrs={"accept": ".xlsx"}))
    dry_run = forms.BooleanField(label=_("Only check the file, change nothing"), required=False, initial=True)

    def __init__(self, *args: Any, banks: QuerySet[Bank], **more: Any) -> None:
        """Offer these banks."""
        super().__init__(*args, **more)
        _offer(self.fields["bank_id"], [(b.pk, b.name) for b in banks])


def next_window(at: datetime) -> tuple[datetime, datetime]:
    """Return a window to offer: from the next full hour, for seven days."""
    begin = at.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return begin, begin + timedelta(days=7)


def _offer(field: forms.Field, choices: list[tuple[int, str]]) -> None:
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 (tells the type checker)
    field.choices = choices
