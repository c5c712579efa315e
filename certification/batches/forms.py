"""Forms of batches; their cleaned data become the subjects of the act."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from certification.batches import candidates
from certification.models import IssueBatch
from enforcement import clock
from enforcement.organisation.models import Agency

SHOWN = 200


class BatchForm(forms.Form):
    """What every batch needs: a title, and how the printer turns a sheet."""

    title = forms.CharField(label=_("Title of the batch"), max_length=60)
    duplex = forms.ChoiceField(
        label=_("Sheets printed on both sides"),
        choices=IssueBatch.Duplex.choices,
        initial=IssueBatch.Duplex.LONG,
        help_text=_("As the printer's driver says. If front and back do not meet, choose the other one."),
    )

    def __init__(self, *args: Any, person_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person_id = person_id


class IssueForm(BatchForm):
    """Which approved applications are issued."""

    everyone = forms.BooleanField(required=False, initial=True)
    chosen = forms.MultipleChoiceField(
        label=_("Or only these"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Take the tick above away first."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = candidates.applications(self.person_id)
        self.waiting = list(rows.values_list("pk", flat=True))
        label = _("All %(n)s approved applications that wait for issue") % {"n": len(self.waiting)}
        self.fields["everyone"].label = label
        chosen: Any = self.fields["chosen"]
        chosen.choices = [(row.pk, f"{row.person.name} · {row.agency.title}") for row in rows[:SHOWN]]

    def clean(self) -> dict[str, Any]:
        """Return the applications as ``subject_ids``."""
        data = dict(super().clean() or {})
        chosen = [int(pk) for pk in data.pop("chosen", [])]
        everyone = data.pop("everyone", False)
        if everyone and chosen:
            self.add_error("everyone", _("You ticked all, and some by name. Take one of the two away."))
        elif everyone and not self.waiting:
            self.add_error("everyone", _("Nobody waits for issue now."))
        elif not everyone and not chosen and not self.errors:
            self.add_error("chosen", _("Choose at least one."))
        return {**data, "subject_ids": self.waiting if everyone else chosen}


class ReprintForm(BatchForm):
    """Which cards are printed again."""

    agency = forms.ModelChoiceField(
        label=_("All valid cards of"), queryset=Agency.objects.none(), required=False,
        help_text=_("With the agencies below it. Leave it empty to print only the numbers below."),
    )  # fmt: skip
    numbers = forms.CharField(
        label=_("Or these card numbers"), required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One on each line; a column copied from a spreadsheet will do."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        of: Any = self.fields["agency"]
        of.queryset = candidates.agencies(self.person_id).order_by("path")

    def clean(self) -> dict[str, Any]:
        """Return the credentials as ``subject_ids``."""
        data = dict(super().clean() or {})
        agency, words = data.pop("agency", None), data.pop("numbers", "")
        numbers = list(dict.fromkeys(re.findall(r"[^\s,;，；、]+", words)))
        found, unknown = candidates.by_numbers(self.person_id, numbers, on=clock.today())
        if unknown:
            said = _("No valid card of your agencies has these numbers: %(numbers)s") % {"numbers": "、".join(unknown)}
            self.add_error("numbers", said)
        if not numbers and agency is None:
            self.add_error("numbers", _("Choose an agency or write at least one card number."))
        if agency is not None and not numbers:
            rows = candidates.credentials(self.person_id, on=clock.today(), agency=agency)
            found = list(rows.values_list("pk", flat=True))
        return {**data, "subject_ids": found}


class DuplexForm(forms.Form):
    """How the printer turns a sheet."""

    duplex = forms.ChoiceField(choices=IssueBatch.Duplex.choices)
