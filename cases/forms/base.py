"""What the forms of acts share: fields for days, officers, outcomes and amounts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.asking import outcomes_of
from cases.models import Case
from cases.people import Candidate, helpers_for, officers_for
from enforcement import clock
from enforcement.flowcharts.models import StepRecord


class People(forms.CheckboxSelectMultiple):
    """Boxes for persons; whoever may not act stands there with the reason and cannot be ticked."""

    stopped: frozenset[str] = frozenset()

    def create_option(
        self, name: str, value: Any, label: Any, selected: Any, index: int, subindex: int | None = None,
        attrs: dict[str, Any] | None = None,
    ) -> dict[str, Any]:  # fmt: skip
        """Return an option, disabled where the person may not act."""
        made = super().create_option(name, value, label, selected, index, subindex, attrs)
        if str(value) in self.stopped and not selected:
            made["attrs"]["disabled"] = True
        return made


class OnePerson(People, forms.RadioSelect):
    """The same for one person."""

    input_type = "radio"
    allow_multiple_selected = False
    template_name = "django/forms/widgets/radio.html"
    option_template_name = "django/forms/widgets/radio_option.html"
    use_fieldset = True


class PeopleField(forms.TypedMultipleChoiceField):
    """Persons by their ids."""

    widget = People

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=int, empty_value=[], **kwargs)


class PersonField(forms.TypedChoiceField):
    """One person by the id."""

    widget = OnePerson

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=int, empty_value=None, **kwargs)


class MoneyField(forms.DecimalField):
    """An amount in yuan, nothing for none."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"min_value": 0, "max_digits": 14, "decimal_places": 2, "required": False, **kwargs})

    def clean(self, value: Any) -> Any:
        """Return the amount, zero where none was typed."""
        return super().clean(value) or 0


class ActForm(forms.Form):
    """The form of an act on a case. Its fields are the act's facts; subclasses fill their choices in ``prepare``."""

    days: ClassVar[tuple[str, ...]] = ()
    """Fields that begin with today."""

    def __init__(self, *args: Any, case: Case, record: StepRecord, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case, self.step, self.request = case, record, request
        for name in self.days:
            self.fields[name].initial = clock.today()
        self.prepare()

    def prepare(self) -> None:
        """Fill in choices and first values."""

    def offer_outcomes(self, only: Iterable[str] | None = None) -> None:
        """Offer the outcomes of the chart, or those of them that are lawful now."""
        wanted = None if only is None else set(only)
        offered = [(code, text) for code, text in outcomes_of(self.step) if wanted is None or code in wanted]
        self.fields["outcome"].choices = offered  # type: ignore[attr-defined]
        if len(offered) == 1:
            self.fields["outcome"].initial = offered[0][0]

    def offer_officers(self, *names: str, tick: bool = True) -> None:
        """Offer the officers with their standing today; those of the case are ticked at first."""
        found = officers_for(self.case, clock.today())
        for name in names:
            field: Any = self.fields[name]
            field.choices = [(str(c.person_id), say_candidate(c)) for c in found]
            field.widget.stopped = frozenset(str(c.person_id) for c in found if not c.may)
            if tick and isinstance(field, PeopleField):
                field.initial = [str(c.person_id) for c in found if c.is_assigned and c.may]

    def offer_helpers(self, name: str) -> None:
        """Offer staff who may only help; without any the field goes."""
        found = helpers_for(self.case, clock.today())
        if not found:
            del self.fields[name]
            return
        self.fields[name].choices = [  # type: ignore[attr-defined]
            (str(c.person_id), f"{c.name}（{c.post}）" if c.post else c.name) for c in found
        ]


def say_candidate(candidate: Candidate) -> str:
    """Return a person as the boxes show them: name, post and credential, or why not."""
    name = f"{candidate.name} · {candidate.post}" if candidate.post else candidate.name
    if not candidate.may:
        return _("%(name)s: cannot act. %(reason)s") % {"name": name, "reason": candidate.why_not}
    part = _("lead") if candidate.is_lead else _("assisting") if candidate.is_assigned else ""
    number = candidate.standing.number
    return " · ".join(word for word in (name, number, part) if word)


def day_field(label: Any, **kwargs: Any) -> forms.DateField:
    """Return a field for a day."""
    return forms.DateField(label=label, **kwargs)


def long_text(label: Any, *, rows: int = 4, **kwargs: Any) -> forms.CharField:
    """Return a field for a text of several lines."""
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), max_length=20000, **kwargs)


def choice(label: Any, **kwargs: Any) -> forms.ChoiceField:
    """Return a field for one of a few answers, all in view."""
    return forms.ChoiceField(label=label, widget=forms.RadioSelect, **kwargs)


def tick(label: Any, **kwargs: Any) -> forms.BooleanField:
    """Return a box that may stay empty: the act says what must be ticked, and by which article."""
    return forms.BooleanField(label=label, required=False, **kwargs)


OUTCOME = gettext_lazy("Outcome of the step")
OFFICERS = gettext_lazy("Officers who signed")
OFFICERS_HELP = gettext_lazy("At least two. Each must hold a credential that is valid on the day of the act.")
HELPERS = gettext_lazy("Helpers")
HELPERS_HELP = gettext_lazy("Auxiliary staff: named in the record, never counted as officers.")


class FileField(forms.FileField):
    """A file, as its bytes."""

    widget = forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"})

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return the bytes, none where nothing was chosen."""
        found = super().clean(data, initial)
        return found.read() if found else b""
