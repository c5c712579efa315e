"""The field of pictures: each was sent and kept already; the form says what it shows and where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from exams.models import Image

Row = dict[str, str]


def rows_in(data: Any, name: str) -> list[Row]:
    """Return the pictures that a form sent: three values each, in order; a row without its hash was taken out."""
    parts = [data.getlist(f"{name}_{part}") for part in ("sha256", "alt", "place")]
    rows = [{"sha256": sha256, "alt": alt.strip(), "place": place} for sha256, alt, place in zip(*parts, strict=False)]
    taken = set(data.getlist(f"{name}_drop"))
    return [row for row in rows if row["sha256"] and row["sha256"] not in taken]


class Pictures(forms.Widget):
    """Rows of pictures and a field that sends another."""

    template_name = "exams/bank/_pictures.html"
    use_fieldset = True
    upload = ""
    places: tuple[str, ...] = ()

    def value_from_datadict(self, data: Any, files: Mapping[str, Any], name: str) -> list[Row]:  # noqa: ARG002
        """Return the rows that came."""
        return rows_in(data, name)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:  # noqa: ARG002
        """Return whether no picture came: then there is none."""
        return False

    def format_value(self, value: Any) -> Any:
        """Return the rows."""
        return value or []

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Return what the template shows."""
        context = super().get_context(name, value, attrs)
        rows = [{**row, "number": number} for number, row in enumerate(value or [], start=1)]
        return {**context, "name": name, "rows": rows, "upload": self.upload, "places": self.places}


class PicturesField(forms.Field):
    """Pictures that are kept already, by their hash."""

    widget = Pictures

    def prepare(self, *, upload: str, places: str = "") -> None:
        """Take the address that pictures are sent to, and the letters of options that they may stand at."""
        shown = cast("Pictures", self.widget)
        shown.upload, shown.places = upload, tuple(places)

    def clean(self, value: Any) -> list[Row]:
        """Return the rows, all of pictures that are there."""
        rows: list[Row] = value or []
        wanted = {row["sha256"] for row in rows}
        if Image.objects.filter(sha256__in=wanted).count() != len(wanted):
            raise ValidationError(_("A picture is not there any more."))
        return rows
