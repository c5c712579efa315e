"""The fields in which a key is typed, by the type of the item."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exams.bank.answer import CHOICES, VOID, Answer, letters, mask_of
from exams.bank.forms import reason_field
from exams.imports.text import read_words, write_words
from exams.models import ItemVersion, KeyStatus


def key_fields(type_: str, options: Sequence[tuple[str, str]]) -> dict[str, forms.Field]:
    """Return the fields for the key of an item of a type, whose options are (letter, text)."""
    if type_ == "fill_in":
        return {
            "words": forms.CharField(
                label=gettext_lazy("Accepted words"),
                widget=forms.Textarea(attrs={"rows": 3}),
                help_text=gettext_lazy("One line for each blank; where several words are right, put | between them."),
            )
        }
    if type_ == "short_answer":
        return {
            "guide": forms.CharField(
                label=gettext_lazy("Guide for marking"),
                max_length=4000,
                widget=forms.Textarea(attrs={"rows": 5}),
                help_text=gettext_lazy("The model answer. Only those who mark see it."),
            ),
            "points": forms.CharField(
                label=gettext_lazy("Points to be named"),
                required=False,
                widget=forms.Textarea(attrs={"rows": 4}),
                help_text=gettext_lazy("One a line."),
            ),
        }
    several = type_ == "multiple"
    widget = forms.CheckboxSelectMultiple if several else forms.RadioSelect
    field = forms.MultipleChoiceField if several else forms.ChoiceField
    return {"right": field(label=gettext_lazy("Right answer"), choices=list(options), widget=widget)}


def initial_of(answer: Answer) -> dict[str, Any]:
    """Return what the fields hold for a key."""
    guided = answer.texts if isinstance(answer.texts, dict) else {}
    right = list(letters(answer.mask))
    return {
        "right": right if len(right) != 1 else right[0],
        "also": " ".join(letters(mask) for mask in answer.masks if mask != answer.mask),
        "words": "\n".join(write_words([words]) for words in answer.texts) if isinstance(answer.texts, list) else "",
        "guide": guided.get("guide", ""),
        "points": "\n".join(guided.get("points", ())),
        "status": answer.status,
    }


def answer_in(type_: str, data: dict[str, Any], *, status: str = KeyStatus.NORMAL, also: Sequence[int] = ()) -> Answer:
    """Return the key that was typed. What is missing stays empty; ``exams.bank.answer.faults`` says so."""
    if type_ in CHOICES:
        mask = mask_of("".join(data.get("right") or ()))
        return Answer(mask, (mask, *also) if also else (), None, status)
    if type_ == "fill_in":
        return Answer(texts=[list(words) for words in read_words(data.get("words", ""))], status=status)
    points = [line.strip() for line in data.get("points", "").splitlines() if line.strip()]
    return Answer(texts={"guide": data.get("guide", "").strip(), "points": points}, status=status)


class KeyForm(forms.Form):
    """A key in place of the one that counts: corrected where no paper has it, else proposed."""

    def __init__(self, *args: Any, version: ItemVersion, answer: Answer, used: bool, **more: Any) -> None:
        """Take the version, the key that counts and whether papers have it."""
        super().__init__(*args, **more)
        self.version, self.answer = version, answer
        self.type: str = version.item.type
        options = [(option["id"], f"{option['id']}. {option['text']}") for option in version.options]
        if used:
            self.fields["status"] = forms.ChoiceField(
                label=gettext_lazy("What the key says"), choices=self._statuses(), widget=forms.RadioSelect
            )
        self.fields |= key_fields(self.type, options)
        if used and self.type in CHOICES:
            self.fields["also"] = forms.CharField(
                label=gettext_lazy("Further accepted answers"),
                required=False,
                max_length=80,
                help_text=gettext_lazy(
                    "Where several are accepted: the letters of each, with spaces between, e.g. AC ACD."
                ),
            )
        self.fields["reason"] = reason_field(gettext_lazy("The article and why the old key was wrong."))
        self.initial = {**initial_of(answer), **self.initial}

    def _statuses(self) -> list[tuple[str, Any]]:
        several = self.type in CHOICES
        return [(value, words) for value, words in KeyStatus.choices if several or value != KeyStatus.ACCEPT_MULTIPLE]

    def clean_also(self) -> list[int]:
        """Return further accepted answers as masks."""
        try:
            return [mask_of(part) for part in self.cleaned_data["also"].upper().replace("/", " ").split()]
        except ValueError:
            raise ValidationError(_("Write each answer as its letters, e.g. AC.")) from None

    def clean(self) -> dict[str, Any]:
        """Put the key together; a void item keeps the key it had."""
        data = super().clean() or {}
        if self.errors:
            return data
        status = data.get("status", KeyStatus.NORMAL)
        also = data.get("also") or []
        if status in VOID:
            answer = Answer(self.answer.mask, (), self.answer.texts, status)
        elif also and status != KeyStatus.ACCEPT_MULTIPLE:
            raise ValidationError({"also": _("Only where several answers are accepted.")})
        else:
            answer = answer_in(self.type, data, status=status, also=also)
        return {"answer": answer, "reason": data["reason"]}
