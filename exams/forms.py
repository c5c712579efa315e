"""Forms of exams."""

from __future__ import annotations

from typing import Any

from django import forms


class Moment(forms.DateTimeField):
    """A day and a time of day in one input of the browser's."""

    def __init__(self, **more: Any) -> None:
        """Take the field's usual arguments."""
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=widget, **more)
