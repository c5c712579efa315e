"""Coming, leaving, moving."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from certification.models import Movement
from certification.officers.forms.record import SEXES, confirmation, field_choices
from enforcement import clock
from enforcement.organisation.models import Agency, Post


class AgencyChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django's own class is not generic at run time
    """Choose an agency by its name in the reader's language."""

    def label_from_instance(self, agency: Any) -> str:
        """Return the name."""
        return str(agency.title)


class DocumentForm(forms.Form):
    """A day and the document that orders it."""

    holds_on = forms.DateField(label=_("Holds from"), initial=clock.today)
    document = forms.CharField(label=_("Number of the document"), max_length=80, help_text="如：乐人社〔2026〕8号")


class LeaveForm(DocumentForm):
    """The end of a post."""

    field_order = ("kind", "holds_on", "document", "ground")
    kind = forms.ChoiceField(
        label=_("What happens"), choices=[c for c in Movement.Kind.choices if c[0] != Movement.Kind.REJOIN]
    )
    ground = forms.CharField(label=_("Remark"), max_length=200, required=False)


class PostForm(DocumentForm):
    """A post that begins."""

    title = forms.CharField(label=_("Post"), max_length=40)
    establishment = forms.ChoiceField(label=_("Establishment (编制)"), choices=Post.Establishment.choices)
    is_enforcement = forms.BooleanField(label=_("The post enforces the law"), required=False, initial=True)


class TransferForm(PostForm):
    """Another agency's post."""

    field_order = ("to_agency", "title", "establishment", "is_enforcement", "holds_on", "document", "ground")
    to_agency = AgencyChoice(queryset=Agency.objects.none(), label=_("New agency"))
    ground = forms.CharField(label=_("Remark"), max_length=200, required=False)

    def __init__(self, *args: Any, agencies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_agency"].queryset = agencies  # type: ignore[attr-defined]


class TakeInForm(PostForm):
    """A person and a post."""

    field_order = ("agency", "name", "confirmed", "sex", "id_number", "title", "establishment", "is_enforcement",
                   "codes", "area", "holds_on", "document")  # fmt: skip
    agency = AgencyChoice(queryset=Agency.objects.none(), label=_("Agency"))
    name = forms.CharField(label=_("Name"), max_length=60, help_text=_("As on the identity card."))
    confirmed = confirmation()
    sex = forms.ChoiceField(label=_("Sex"), choices=SEXES)
    id_number = forms.CharField(
        label=_("Identification number"), max_length=18,
        help_text=_("Who served before is found by it, and keeps the record. It is stored encrypted."),
    )  # fmt: skip
    codes = forms.MultipleChoiceField(
        label=_("Fields of enforcement"), choices=field_choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    area = forms.CharField(label=_("Area of enforcement"), max_length=60, required=False)

    def __init__(self, *args: Any, agencies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = agencies  # type: ignore[attr-defined]


class ReorganiseForm(DocumentForm):
    """Who moves where; the agencies are chosen before."""

    field_order = ("post_ids", "holds_on", "document")
    post_ids = forms.TypedMultipleChoiceField(
        label=_("Who moves"), coerce=int, widget=forms.CheckboxSelectMultiple, choices=()
    )

    def __init__(self, *args: Any, posts: list[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post_ids"].choices = [(p.pk, f"{p.person.name} · {p.title}") for p in posts]  # type: ignore[attr-defined]
        self.initial["post_ids"] = [p.pk for p in posts]
