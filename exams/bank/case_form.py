"""The form in which the text that several items share is written."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exams.bank.picture_field import PicturesField
from exams.imports.draft import Case, Picture
from exams.imports.faults import LONGEST
from exams.imports.text import tidy, tidy_line
from exams.models import ItemGroup


class CaseForm(forms.Form):
    """A case: its code while it is new, its text and pictures."""

    code = forms.CharField(label=_("Code"), max_length=LONGEST["case"], help_text=_("Never changes, e.g. AL-01."))
    stem = forms.CharField(
        label=_("Shared text"), max_length=LONGEST["case_stem"], widget=forms.Textarea(attrs={"rows": 10})
    )
    pictures = PicturesField(label=_("Pictures"), required=False)
    base = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, group: ItemGroup | None = None, upload: str, **more: Any) -> None:
        """Take the case as it stands, where a new version is written, and where pictures are sent."""
        super().__init__(*args, **more)
        self.group = group
        pictures = self.fields["pictures"]
        assert isinstance(pictures, PicturesField)  # noqa: S101 (tells the type checker)
        pictures.prepare(upload=upload)
        if group is None or group.current is None:
            del self.fields["base"]
        else:
            del self.fields["code"]
            media = [{**picture, "place": "stem"} for picture in group.current.media]
            self.initial = {"stem": group.current.stem, "pictures": media, "base": group.current.number, **self.initial}

    def clean(self) -> dict[str, Any]:
        """Put the case together."""
        data = super().clean() or {}
        if self.errors:
            return data
        pictures = tuple(Picture(row["sha256"], row["alt"]) for row in data["pictures"])
        code = self.group.code if self.group else tidy_line(data["code"])
        case = Case(code, tidy(data["stem"]), pictures)
        return {"case": case, "base": data["base"]} if "base" in data else {"case": case}
