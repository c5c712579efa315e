"""Fields that forms of matters share: several files, and persons who may or may not act."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.asking import outcomes_of
from cases.forms.base import PeopleField
from cases.supervision.matters.models import Matter
from cases.supervision.matters.supervisors import fits
from enforcement import clock
from enforcement.flowcharts.models import StepRecord

TEXT = _("What was found, and why")
WITHOUT_CHART = (("accepted", _("corrected")), ("not_corrected", _("not corrected")))
"""What a report on an opinion of reconsideration comes to: its matter has no chart."""


class Files(forms.FileInput):
    """A chooser of several files."""

    allow_multiple_selected = True

    def value_from_datadict(self, _data: Any, files: Any, name: str) -> Any:
        """Return every file that was chosen."""
        return files.getlist(name)


class FilesField(forms.FileField):
    """Several files, as their bytes."""

    def __init__(self, **kwargs: Any) -> None:
        accept = {"accept": ".pdf,.jpg,.jpeg,.png", "multiple": True}
        super().__init__(**{"widget": Files(attrs=accept), "required": False, **kwargs})

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return the bytes of each file."""
        found = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(FilesField, self).clean(one, initial).read() for one in found if one]


class MatterForm(forms.Form):
    """The form of an act on a matter; its fields are the act's facts. Subclasses fill choices in ``prepare``."""

    def __init__(self, *args: Any, matter: Matter, step: StepRecord | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.matter, self.step = matter, step
        self.prepare()

    def prepare(self) -> None:
        """Fill in choices and first values."""

    def choose(self, name: str, choices: Any) -> None:
        """Offer choices; one alone is chosen."""
        field: Any = self.fields[name]
        field.choices = choices
        if len(choices) == 1:
            field.initial = choices[0][0]

    def outcomes(self, *but: str) -> list[tuple[str, str]]:
        """Return the outcomes of the open step in the reader's language, some left out."""
        found = outcomes_of(self.step) if self.step else WITHOUT_CHART
        return [(code, str(text)) for code, text in found if code not in but]

    def offer_supervisors(self, name: str = "officer_ids") -> None:
        """Offer the supervisors; who may not act stands there with the reason."""
        field: Any = self.fields[name]
        found = fits(self.matter, clock.today())
        field.choices = [
            (str(f.person.pk), f"{f.person.name} · {f.why_not or f.certificate}") for f in found
        ]  # fmt: skip
        field.widget.stopped = frozenset(str(f.person.pk) for f in found if f.why_not)


def officers() -> PeopleField:
    """Return the boxes for supervisors."""
    return PeopleField(
        label=_("Supervisors who act together"),
        help_text=_("At least two, each with a certificate of supervision that is valid on the day."),
    )
