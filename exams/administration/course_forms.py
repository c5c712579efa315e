"""Forms of courses."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from enforcement.organisation.models import Agency, Post
from exams.administration.forms import offer
from exams.models import Attendance, Course


class CourseForm(forms.Form):
    """The facts of a course."""

    title = forms.CharField(label=_("Title"), max_length=80)
    kind = forms.ChoiceField(label=_("Subject"), choices=Course.Kind.choices)
    mode = forms.ChoiceField(label=_("Held"), choices=Course.Mode.choices)
    hours = forms.DecimalField(
        label=_("Hours (学时)"), max_digits=5, decimal_places=1, min_value=Decimal("0.5"), max_value=Decimal(500)
    )
    from_on = forms.DateField(label=_("First day"))
    to_on = forms.DateField(label=_("Last day"))
    place = forms.CharField(label=_("Place"), max_length=120, required=False)
    teacher = forms.CharField(label=_("Teacher"), max_length=60, required=False)


class NewCourseForm(CourseForm):
    """A new course."""

    agency_id = forms.TypedChoiceField(label=_("Agency"), coerce=int)
    field_order = ("agency_id", "title")

    def __init__(self, *args: Any, agencies: QuerySet[Agency], **more: Any) -> None:
        """Offer these agencies."""
        super().__init__(*args, **more)
        offer(self.fields["agency_id"], [(a.pk, a.title) for a in agencies])


class EnrolForm(forms.Form):
    """People to enrol."""

    person_ids = forms.TypedMultipleChoiceField(label=_("Trainees"), coerce=int, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, posts: list[Post], **more: Any) -> None:
        """Offer the people who hold these posts."""
        super().__init__(*args, **more)
        offer(self.fields["person_ids"], [(p.person_id, f"{p.person.name}, {p.agency.title}") for p in posts])


class AttendanceForm(forms.Form):
    """The hours of everybody who is enrolled; what is left empty stays open."""

    def __init__(self, *args: Any, rows: list[Attendance], **more: Any) -> None:
        """Ask about these people."""
        super().__init__(*args, **more)
        for row in rows:
            open_ = row.state == Attendance.State.ENROLLED
            self.fields[f"hours_{row.person_id}"] = forms.DecimalField(
                label=row.person.name, max_digits=5, decimal_places=1, min_value=Decimal(0), required=False,
                max_value=row.course.hours, initial=None if open_ else row.hours,
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Return the hours by person."""
        data = super().clean() or {}
        hours = {int(name.removeprefix("hours_")): value for name, value in data.items() if value is not None}
        return {"hours": hours}


class AttendanceFileForm(forms.Form):
    """A workbook with the attendance of a course."""

    file = forms.FileField(label=_("Workbook"), widget=forms.FileInput(attrs={"accept": ".xlsx"}))
