"""The form in which an item is written, in every type, and the draft that it makes."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date
from itertools import count
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exams.bank.answer import CHOICES, LETTERS
from exams.bank.forms import DayField, offer
from exams.bank.key_form import answer_in, key_fields
from exams.bank.picture_field import PicturesField
from exams.imports.draft import NO_DAY, RIGHT_WRONG, Case, Draft, Law, Picture
from exams.imports.faults import LONGEST, problems_of
from exams.imports.found import short_of
from exams.imports.kept import Kept
from exams.imports.text import mark_blanks, read_words, tidy, tidy_line, write_words
from exams.models import Bank, GroupVersion, ItemGroup, LawRef

DIFFICULTIES: Final = (
    (1, gettext_lazy("1 · easy")),
    (2, "2"),
    (3, gettext_lazy("3 · middling")),
    (4, "4"),
    (5, gettext_lazy("5 · hard")),
)
TYPED = ("single", "multiple")
_NUMBER = re.compile(r"\d+$", re.ASCII)
# Where the form shows what is wrong with a part of a draft.
FIELD_OF: Final = {
    "options": "option_A", "key": "right", "words": "words", "law": "law_name",
    "case_stem": "case",
}  # fmt: skip


def known_laws() -> list[tuple[str, str]]:
    """Return the versions of laws that items rest on: those in force first, each by one of its articles. One query."""
    found: dict[tuple[str, str], tuple[bool, str, str]] = {}
    for ref in LawRef.objects.order_by("law", "-in_force_from", "pk"):
        over = bool(ref.outdated_from)
        kept = found.get((ref.law, ref.version))
        if kept is None or (kept[0] and not over):
            found[ref.law, ref.version] = (over, str(ref.pk), f"{ref.law} · {ref.version}")
    ordered = sorted(found.values(), key=lambda row: (row[0], row[2]))
    return [(pk, f"{words} · {_('amended')}" if over else words) for over, pk, words in ordered]


class ItemForm(forms.Form):
    """An item of one type in a bank; ``kept`` is the item as it stands when a new version is written."""

    code = forms.CharField(
        label=gettext_lazy("Code"), max_length=LONGEST["code"], help_text=gettext_lazy("Never changes, e.g. CF-101.")
    )
    stem = forms.CharField(
        label=gettext_lazy("Question"), max_length=LONGEST["stem"], widget=forms.Textarea(attrs={"rows": 4})
    )
    law_known = forms.ChoiceField(label=gettext_lazy("Law"), required=False)
    article = forms.CharField(
        label=gettext_lazy("Article of law"),
        max_length=LONGEST["article"],
        help_text=gettext_lazy("On which the answer rests (第九条第一款)."),
    )
    law_name = forms.CharField(
        label=gettext_lazy("Name of the law"),
        max_length=LONGEST["law"],
        required=False,
        help_text=gettext_lazy("Only where it is not in the list; with its version and day."),
    )
    version = forms.CharField(
        label=gettext_lazy("Version of the law"),
        max_length=LONGEST["version"],
        required=False,
        help_text=gettext_lazy("As the law names it (2021年修订)."),
    )
    in_force_from = DayField(label=gettext_lazy("In force since"), required=False)
    explanation = forms.CharField(
        label=gettext_lazy("Explanation"),
        max_length=LONGEST["explanation"],
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Shown with the key after the exam and in practice."),
    )
    difficulty = forms.TypedChoiceField(
        label=gettext_lazy("Difficulty"), coerce=int, choices=list(DIFFICULTIES), initial=2
    )
    topic = forms.CharField(
        label=gettext_lazy("Topic"),
        max_length=LONGEST["topic"],
        required=False,
        widget=forms.TextInput(attrs={"list": "topics", "autocomplete": "off"}),
    )
    fixed = forms.BooleanField(label=gettext_lazy("Options keep their order"), required=False)
    pictures = PicturesField(label=gettext_lazy("Pictures"), required=False)
    case = forms.TypedChoiceField(label=gettext_lazy("Shared case"), coerce=int, empty_value=None, required=False)
    order = forms.IntegerField(label=gettext_lazy("Place in the case"), min_value=1, max_value=99, required=False)
    base = forms.IntegerField(widget=forms.HiddenInput)
    similar_ok = forms.BooleanField(
        label=gettext_lazy("I have compared them: this item is meant to stand beside them"),
        required=False,
        widget=forms.HiddenInput,
    )

    def __init__(
        self, *args: Any, bank: Bank, type_: str, kept: Kept | None = None, upload: str = "", **more: Any
    ) -> None:
        """Take the bank, the type, the item as it stands, and where pictures are sent."""
        super().__init__(*args, **more)
        self.type, self.kept = type_, kept
        self.groups = {g.pk: g for g in ItemGroup.objects.filter(bank=bank).select_related("current") if g.current}
        self._add_answers()
        offer(self.fields["law_known"], [("", _("another one: write it below")), *known_laws()])
        pictures = self.fields["pictures"]
        assert isinstance(pictures, PicturesField)  # noqa: S101 (tells the type checker)
        places = LETTERS if type_ in TYPED else ""
        pictures.prepare(upload=f"{upload}?places={places}" if upload else "", places=places)
        offer(self.fields["case"], [("", _("not part of a case")), *((g.pk, g.code) for g in self.groups.values())])
        if type_ == "fill_in":
            self.fields["stem"].help_text = _("Write each blank as ____ (four underscores).")
        self._leave_out()
        if kept:
            self.initial = {**_initial(kept), **self.initial}

    def _add_answers(self) -> None:
        """Put options and key behind the question."""
        answers: dict[str, forms.Field] = {}
        if self.type in TYPED:
            for number, letter in enumerate(LETTERS):
                answers[f"option_{letter}"] = forms.CharField(
                    label=_("Option %(letter)s") % {"letter": letter},
                    max_length=LONGEST["option"],
                    required=number < 2,  # noqa: PLR2004 (a choice)
                    widget=forms.TextInput(attrs={"placeholder": " "}),
                )
        shown = RIGHT_WRONG if self.type == "true_false" else LETTERS
        answers |= key_fields(self.type, [(LETTERS[n], text) for n, text in enumerate(shown)])
        fields = dict(self.fields)
        head = {name: fields.pop(name) for name in ("code", "stem")}
        self.fields = {**head, **answers, **fields}

    def _leave_out(self) -> None:
        unused = [
            *(["fixed"] if self.type not in TYPED else []),
            *(["code"] if self.kept else ["base"]),
            *(["case", "order"] if not self.groups else []),
        ]
        for name in unused:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Put the draft together and say what is wrong with it."""
        data = super().clean() or {}
        if self.errors:
            return data
        draft = self.draft()
        for problem in problems_of([draft]):
            name = FIELD_OF.get(problem.place, problem.place)
            self.add_error(name if name in self.fields else None, ValidationError(problem.sentence))
        facts = {"draft": draft, "similar_ok": data["similar_ok"]}
        return facts | {"base": data["base"]} if self.kept else facts

    def draft(self) -> Draft:
        """Return the draft of what is typed, as far as it can be read."""
        data: dict[str, Any] = self.cleaned_data
        answer = answer_in(self.type, data)
        case = self._case()
        texts = answer.texts if isinstance(answer.texts, dict) else {}
        stem = tidy(data.get("stem", ""))
        parts = (*self.fields, "options", "key", "law", "version", "in_force_from", "case", "case_stem")
        return Draft(
            place="",
            law=self._law(),
            code=self.kept.item.code if self.kept else tidy_line(data.get("code", "")),
            type=self.type,
            stem=mark_blanks(stem) if self.type == "fill_in" else stem,
            options=self._options(),
            key=tuple(LETTERS[n] for n in range(len(LETTERS)) if answer.mask >> n & 1),
            article=tidy_line(data.get("article", "")),
            explanation=tidy(data.get("explanation", "")),
            difficulty=data.get("difficulty") or 0,
            topic=tidy_line(data.get("topic", "")),
            fixed=data.get("fixed", False),
            words=read_words(data.get("words", "")) if self.type == "fill_in" else (),
            guide=texts.get("guide", ""),
            points=tuple(texts.get("points", ())),
            pictures=tuple(Picture(**picture) for picture in data.get("pictures") or ()),
            case=case,
            order=data.get("order") or (1 if case else 0),
            cells={part: self._cell(part) for part in parts},
        ).settled()

    def _cell(self, part: str) -> str:
        if part == "key" and self.type not in CHOICES:
            return "words" if self.type == "fill_in" else "guide"
        return part

    def _options(self) -> tuple[str, ...]:
        if self.type == "true_false":
            return RIGHT_WRONG
        if self.type not in TYPED:
            return ()
        typed = [tidy_line(self.cleaned_data.get(f"option_{letter}", "")) for letter in LETTERS]
        while typed and not typed[-1]:
            typed.pop()
        return tuple(typed)

    def _law(self) -> Law:
        data = self.cleaned_data
        chosen = data.get("law_known")
        ref = LawRef.objects.filter(pk=chosen).first() if chosen else None
        if ref:
            return Law(ref.law, ref.short, ref.version, ref.in_force_from)
        name, since = tidy_line(data.get("law_name", "")).strip("《》"), data.get("in_force_from")
        day = since if isinstance(since, date) else NO_DAY
        return Law(name, short_of(name), tidy_line(data.get("version", "")), day)

    def _case(self) -> Case | None:
        group = self.groups.get(self.cleaned_data.get("case") or 0)
        return case_of(group) if group else None

    def add_error(self, field: str | None, error: Any) -> None:
        """Add an error; where similar items were found, show the field that confirms them."""
        if field == "similar_ok":
            self.fields[field].widget = forms.CheckboxInput()
        super().add_error(field, error)


def next_code(code: str, taken: Collection[str]) -> str:
    """Return the first free code after one: CF-009 leads to CF-010; a code without a number leads to none."""
    found = _NUMBER.search(code)
    if not found:
        return ""
    head, digits = code[: found.start()], found.group()
    return next(free for n in count(int(digits) + 1) if (free := f"{head}{n:0{len(digits)}d}") not in taken)


def case_of(group: ItemGroup) -> Case | None:
    """Return a case as it is worded now."""
    return case_in(group.code, group.current) if group.current else None


def case_in(code: str, version: GroupVersion) -> Case:
    """Return a version of a shared text as a draft of it."""
    return Case(code, version.stem, tuple(Picture(m["sha256"], m.get("alt", "")) for m in version.media))


def _initial(kept: Kept) -> dict[str, Any]:
    """Return what the form holds for an item as it stands."""
    draft = kept.draft
    right: Sequence[str] | str = list(draft.key) if draft.type == "multiple" else "".join(draft.key)
    return {
        "stem": draft.stem,
        **{f"option_{letter}": text for letter, text in zip(LETTERS, draft.options, strict=False)},
        "right": right,
        "words": "\n".join(write_words([words]) for words in draft.words),
        "guide": draft.guide,
        "points": "\n".join(draft.points),
        "law_known": law_key(kept.version.law_ref),
        "article": draft.article,
        "explanation": draft.explanation,
        "difficulty": draft.difficulty,
        "topic": draft.topic,
        "fixed": draft.fixed,
        "pictures": [{"sha256": p.sha256, "alt": p.alt, "place": p.place} for p in draft.pictures],
        "case": kept.item.group_id,
        "order": draft.order or None,
        "base": kept.version.number,
    }


def law_key(ref: LawRef) -> str:
    """Return what stands for a version of a law in the choice of ``known_laws``."""
    rows = LawRef.objects.filter(law=ref.law, version=ref.version).order_by("pk")
    standing = rows.filter(outdated_from=None).values_list("pk", flat=True).first()
    first = standing if standing is not None else rows.values_list("pk", flat=True).first()
    return str(first or "")
