"""Fields that the forms of the life cycle share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from certification.lifecycle.grounds import Ground

Text = Any  # a text, or one that is translated when it is shown


def long_text(label: Text, *, required: bool = True, help_text: Text = "", most: int = 1000) -> forms.CharField:
    """Return a field for sentences."""
    area = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, required=required, help_text=help_text, max_length=most, widget=area)


class GroundField(forms.ChoiceField):
    """Choose a ground of a list; its article stands behind it."""

    def __init__(self, *, label: Text, **kwargs: Any) -> None:
        super().__init__(label=label, choices=[], **kwargs)

    def offer(self, grounds: Mapping[str, Ground]) -> None:
        """Offer these grounds."""
        self.choices = [("", "—"), *((g.code, f"{g.title}（{g.article}）") for g in grounds.values())]
