"""The form that a file of items is sent with."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from exams.imports.formats import SUFFIXES, format_of
from exams.models import Bank

MOST_MB = 64


class ImportForm(forms.Form):
    """A file of items for a bank, and what stands for what the file does not say."""

    bank_id = forms.TypedChoiceField(label=_("Item bank"), coerce=int)
    file = forms.FileField(
        label=_("File"),
        widget=forms.FileInput(attrs={"accept": ",".join(SUFFIXES)}),
        help_text=_("Workbook, Word, GIFT, Moodle XML or QTI. It is only checked now; you decide after the report."),
    )
    law = forms.CharField(label=_("Law"), max_length=80, required=False)
    version = forms.CharField(label=_("Version of the law"), max_length=60, required=False)
    in_force_from = forms.DateField(
        label=_("Law in force from"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    article = forms.CharField(label=_("Article of law"), max_length=80, required=False)
    difficulty = forms.TypedChoiceField(
        label=_("Difficulty"),
        choices=[("", "—"), *((str(n), str(n)) for n in range(1, 6))],
        required=False,
        empty_value="",
    )

    def __init__(self, *args: Any, banks: QuerySet[Bank], **more: Any) -> None:
        """Offer these banks."""
        super().__init__(*args, **more)
        field = self.fields["bank_id"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (tells the type checker)
        field.choices = [(bank.pk, f"{bank.name} · {bank.agency.title}") for bank in banks]

    def clean(self) -> dict[str, Any]:
        """Return the arguments of the check: the file's bytes, its name and format, and what was said."""
        data = super().clean() or {}
        file: UploadedFile[Any] | None = data.pop("file", None)
        if file is None:
            return data
        if (file.size or 0) > MOST_MB * 1024 * 1024:
            self.add_error("file", _("The file is larger than %(most)d MB.") % {"most": MOST_MB})
            return data
        content = file.read()
        format_ = format_of(file.name or "", content)
        if format_ is None:
            self.add_error("file", _("This ending is not known. Accepted: %(kinds)s") % {"kinds": " ".join(SUFFIXES)})
            return data
        day = data.pop("in_force_from", None)
        said = {name: data.pop(name, "") for name in ("law", "version", "article", "difficulty")}
        said["in_force_from"] = day.isoformat() if day else ""
        return {**data, "data": content, "name": file.name, "format_": format_, "said": said}

    @property
    def main(self) -> list[forms.BoundField]:
        """The fields that every file needs."""
        return [self["bank_id"], self["file"]]

    @property
    def silent(self) -> list[forms.BoundField]:
        """The fields for files that do not say it."""
        return [self[name] for name in ("law", "version", "in_force_from", "article", "difficulty")]
