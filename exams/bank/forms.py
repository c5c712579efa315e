"""Forms of the bank: banks, several items at once, keys, votes, laws, enemies."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enforcement.organisation.models import Agency
from enforcement.web.asked import numbers
from exams.bank.ground import LONGEST_REASON
from exams.models import Bank, LawRef

Choices = list[tuple[Any, Any]]


def reason_field(help_text: Any = "") -> forms.CharField:
    """Return the field of a reason, which stays in the record."""
    return forms.CharField(
        label=_("Reason"), max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 3}), help_text=help_text
    )


class DayField(forms.DateField):
    """A day in the browser's own field."""

    def __init__(self, **more: Any) -> None:
        """Take the field's usual arguments."""
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


class NumbersField(forms.CharField):
    """Ids in one hidden field."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> Any:
        """Return the numbers."""
        return numbers(str(super().clean(value)).split(","))


class BankForm(forms.Form):
    """A bank: its name and to whom it is open; whose it is, while it is new."""

    agency_id = forms.TypedChoiceField(label=_("Agency"), coerce=int)
    name = forms.CharField(label=_("Name of the bank"), max_length=80)
    share = forms.ChoiceField(
        label=_("Open to"),
        choices=Bank.Share.choices,
        widget=forms.RadioSelect,
        initial=Bank.Share.OWN,
        help_text=_("Those below read it and take items for their exams. Only this agency changes it."),
    )

    def __init__(self, *args: Any, agencies: Iterable[Agency] | None = None, **more: Any) -> None:
        """Offer these agencies; without them the bank stays where it is."""
        super().__init__(*args, **more)
        if agencies is None:
            del self.fields["agency_id"]
        else:
            offer(self.fields["agency_id"], [(agency.pk, agency.title) for agency in agencies])


class ReasonedForm(forms.Form):
    """Items with a reason."""

    item_ids = NumbersField()
    reason = reason_field()


class PracticeForm(forms.Form):
    """Items with the day from which they are open."""

    item_ids = NumbersField()
    from_on = DayField(label=_("Open from"), help_text=_("From this day everybody sees keys and explanations."))


class ItemsForm(forms.Form):
    """Items alone."""

    item_ids = NumbersField()


class EnemyForm(forms.Form):
    """Another item that must not stand on one paper with this one."""

    code = forms.CharField(label=_("Code of the other item"), max_length=30)
    reason = forms.CharField(label=_("Reason"), max_length=LONGEST_REASON, required=False)


class VoteForm(forms.Form):
    """A word on a proposed key."""

    agrees = forms.TypedChoiceField(
        label=_("Your word"),
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        choices=[("yes", _("I have checked the article and agree")), ("no", _("I refuse the change"))],
    )
    note = forms.CharField(
        label=_("Note"),
        max_length=LONGEST_REASON,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed where you refuse."),
    )

    def __init__(self, *args: Any, own: bool = False, **more: Any) -> None:
        """Let the proposer only take the change back."""
        super().__init__(*args, **more)
        if own:
            offer(self.fields["agrees"], [("no", _("I take the proposal back"))])
            self.initial.setdefault("agrees", "no")


class AmendForm(forms.Form):
    """Articles of one version of a law that are no longer in force from a day."""

    articles = forms.MultipleChoiceField(
        label=_("Articles"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Those that items rest on. None ticked: the whole law was amended or repealed."),
    )
    on = DayField(label=_("New wording in force from"))
    note = forms.CharField(
        label=_("Note"), max_length=LONGEST_REASON, required=False, help_text=_("E.g. which decision amended it.")
    )

    def __init__(self, *args: Any, refs: Iterable[LawRef], **more: Any) -> None:
        """Offer the articles of these."""
        super().__init__(*args, **more)
        offer(self.fields["articles"], [(ref.article, ref.article) for ref in refs])

    def clean_articles(self) -> list[str] | None:
        """Return None for the whole law."""
        return self.cleaned_data["articles"] or None


class WithdrawForm(forms.Form):
    """Articles that were not amended after all."""

    articles = forms.MultipleChoiceField(
        label=_("Articles"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("None ticked: all that are recorded as amended."),
    )
    reason = reason_field()

    def __init__(self, *args: Any, refs: Iterable[LawRef], **more: Any) -> None:
        """Offer the articles of these."""
        super().__init__(*args, **more)
        offer(self.fields["articles"], [(ref.article, ref.article) for ref in refs])

    def clean_articles(self) -> list[str] | None:
        """Return None for all of them."""
        return self.cleaned_data["articles"] or None


def offer(field: forms.Field, choices: Choices) -> None:
    """Give a field its choices."""
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 (tells the type checker)
    field.choices = choices
