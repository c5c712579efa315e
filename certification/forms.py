"""Forms of the acts on applications and credentials; their cleaned data are the acts' keywords."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from certification import photos
from certification.fields import FIELDS
from enforcement import clock
from enforcement.organisation.models import Post
from exams.models import Course


def _fields() -> list[tuple[str, str]]:
    return [(field.code, field.title) for field in FIELDS.values()]


def _words(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class PostChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django's own class is not generic at run time
    """Choose a person by the post."""

    def label_from_instance(self, post: Any) -> str:
        """Return name, post and agency."""
        kind = Post.Establishment(post.establishment).label
        return f"{post.person.name} · {post.title} · {post.agency.title} · {kind}"


class PersonForm(forms.Form):
    """A form about somebody of the agency."""

    post = PostChoice(queryset=Post.objects.none(), label=_("Person"))

    def __init__(self, *args: Any, posts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"].queryset = posts  # type: ignore[attr-defined]


class ApplyForm(PersonForm):
    """An application."""

    post = PostChoice(
        queryset=Post.objects.none(), label=_("Person"),
        help_text=_("Only people on the establishment, in an enforcement post, may hold a credential."),
    )  # fmt: skip
    codes = forms.MultipleChoiceField(
        label=_("Fields of enforcement"),
        choices=_fields,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The first one chosen is printed as the category."),
    )
    area = forms.CharField(label=_("Area of enforcement"), max_length=60)
    post_proof = forms.CharField(
        label=_("Proof of the post (编制证明)"),
        max_length=80,
        help_text=_("Number of the document that confirms the post."),
    )
    photo = forms.FileField(
        label=_("Photo"),
        widget=forms.FileInput(attrs={"accept": ".jpg,.jpeg,.png"}),
        help_text=_("Without a hat, on a white ground, upright, at least 295 × 413 pixels, at most 12 MB."),
    )

    def clean_photo(self) -> bytes:
        """Return the file's content."""
        uploaded = self.cleaned_data["photo"]
        content: bytes = uploaded.read(photos.MOST_BYTES + 1)
        return content


class ExamineForm(forms.Form):
    """The examiner's finding."""

    outcome = forms.ChoiceField(
        label=_("Finding"),
        choices=[("eligible", _("Eligible")), ("not_eligible", _("Not eligible"))],
        widget=forms.RadioSelect,
    )
    clean_record = forms.BooleanField(
        label=_("The record was checked: no criminal punishment and no dismissal"), required=False
    )
    record_source = forms.CharField(
        label=_("Where the record was checked"), max_length=120, required=False,
        help_text=_("Such as the number of the letter of the police or of the organisation department."),
    )  # fmt: skip
    opinion = forms.CharField(label=_("Opinion"), widget=_words(), max_length=1000)


class ReviewForm(forms.Form):
    """The reviewer's finding after the notice."""

    objections = forms.CharField(
        label=_("Objections received on paper, and what was found"),
        required=False,
        widget=_words(),
        max_length=1000,
        help_text=_("Leave it empty if there was none."),
    )
    outcome = forms.ChoiceField(
        label=_("Finding"),
        choices=[("approved", _("Approved")), ("returned", _("Return for correction")), ("refused", _("Refused"))],
        widget=forms.RadioSelect,
    )
    review = forms.CharField(label=_("Opinion"), widget=_words(), max_length=1000)


class IssueForm(forms.Form):
    """The first day of a credential."""

    valid_from = forms.DateField(label=_("Valid from"), initial=clock.today)


class ConfirmForm(forms.Form):
    """An act that asks for nothing."""


class TrainingForm(PersonForm):
    """Hours attended."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Course.Kind.choices)
    title = forms.CharField(label=_("Course"), max_length=80)
    hours = forms.DecimalField(label=_("Hours (学时)"), max_digits=5, decimal_places=1, min_value=0)
    on = forms.DateField(label=_("Last day"))
    another = forms.BooleanField(
        label=_("It is another course than the one of that day"),
        required=False,
        help_text=_("Only if the system says that this training is recorded already, and it is not so."),
    )


class WordsForm(forms.Form):
    """Words alone."""

    ground = forms.CharField(label=_("Circumstances"), widget=_words(), max_length=300)


class LookUpForm(forms.Form):
    """Find a credential by number and name."""

    number = forms.CharField(label=_("Card number"), max_length=32)
    name = forms.CharField(label=_("Name on the card"), max_length=60)


def posts_of(agencies: Any) -> Any:
    """Return the present posts of some agencies, with person and agency."""
    today = clock.today()
    return (
        Post.objects.filter(agency__in=agencies, from_on__lte=today, person__is_active=True)
        .exclude(to_on__lt=today).select_related("person", "agency").order_by("agency__path", "person__name")
    )  # fmt: skip
