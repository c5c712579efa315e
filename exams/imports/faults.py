"""What may be wrong with the items of a file: pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from exams.fill_in import normalise
from exams.imports.draft import CHOICES, LETTERS, NO_DAY, STEM, TYPES, Case, Draft, Law, Problem
from exams.imports.text import BLANK, blanks_in, is_fit

Fault = tuple[str, str]
HARDEST = 5
MOST_WORDS = 20
"""Accepted words of one blank."""
LONGEST = {
    "code": 30, "law": 80, "short": 40, "version": 60, "article": 80, "topic": 60, "stem": 8000, "option": 2000,
    "explanation": 8000, "guide": 8000, "points": 500, "words": 200, "case": 30, "case_stem": 8000, "pictures": 500,
}  # fmt: skip
"""The most characters of each part."""


def problems_of(drafts: Iterable[Draft]) -> list[Problem]:
    """Return everything wrong with the drafts of a file or of several taken together."""
    seen: dict[tuple[str, object], str] = {}
    cases: dict[str, tuple[Case, str]] = {}
    laws: dict[tuple[str, str], tuple[Law, str]] = {}
    found: list[Problem] = []
    for draft in drafts:
        found += [Problem(draft.at(part), sentence) for part, sentence in _faults(draft)]
        for part, value, sentence in _once(draft):
            other = seen.setdefault((sentence, value), draft.at(part))
            if other != draft.at(part):
                found.append(Problem(draft.at(part), sentence % {"value": draft.code, "other": other}))
        law, other = laws.setdefault((draft.law.law, draft.law.version), (draft.law, draft.at("law")))
        if law != draft.law and draft.law.law:
            sentence = _("the short name or the day of this law differs from the one at %(other)s")
            found.append(Problem(draft.at("law"), sentence % {"other": other}))
        if draft.case:
            case, other = cases.setdefault(draft.case.code, (draft.case, draft.at("case_stem")))
            if case != draft.case:
                sentence = _("the text of this case differs from the one at %(other)s")
                found.append(Problem(draft.at("case_stem"), sentence % {"other": other}))
    return found


def _once(draft: Draft) -> Iterator[tuple[str, object, str]]:
    """Yield what no other item may have: the part, its value, and what to say of a second one."""
    if draft.code:
        yield "code", draft.code, _("the code %(value)s stands at %(other)s already")
    stem = "".join(draft.stem.split())
    if stem:
        case = draft.case.code if draft.case else ""
        yield "stem", (stem, case, draft.pictures), _("the same question stands at %(other)s already")
    if draft.case:
        yield "order", (draft.case.code, draft.order), _("this place in the case is taken by the item at %(other)s")


def _faults(draft: Draft) -> Iterator[Fault]:
    if not draft.code:
        yield "code", _("the code is missing or longer than 30 characters")
    if draft.type not in TYPES:
        yield (
            "type",
            _("the type “%(type)s” is none of single, multiple, true_false, fill_in, short_answer")
            % {"type": draft.type},
        )
    if not draft.stem:
        yield "stem", _("the question is empty")
    yield from _law_faults(draft)
    if not 1 <= draft.difficulty <= HARDEST:
        yield "difficulty", _("the difficulty is not a whole number from 1 to 5")
    yield from _answer_faults(draft)
    yield from _case_faults(draft)
    yield from _picture_faults(draft)
    yield from _text_faults(draft)


def _law_faults(draft: Draft) -> Iterator[Fault]:
    if not draft.law.law:
        yield "law", _("the law is missing")
    if not draft.law.version:
        yield "version", _("the version of the law is missing")
    if draft.law.in_force_from == NO_DAY:
        yield "in_force_from", _("the day from which the law is in force is missing; write it as 2021-07-15")
    if not draft.article:
        yield "article", _("the article of law is missing")


def _answer_faults(draft: Draft) -> Iterator[Fault]:
    if draft.type in CHOICES:
        yield from _option_faults(draft)
        yield from _key_faults(draft)
        return
    if draft.options:
        yield "options", _("an item that is answered in words has no options")
    if draft.type == "fill_in":
        yield from _blank_faults(draft)
    elif draft.type == "short_answer" and not draft.guide:
        yield "guide", _("a short answer needs a model answer to mark it by")


def _option_faults(draft: Draft) -> Iterator[Fault]:
    count = len(draft.options)
    if draft.type == "true_false" and count != 2:  # noqa: PLR2004 (right and wrong)
        yield "options", _("a true or false item has exactly two options")
    elif not 2 <= count <= len(LETTERS):  # noqa: PLR2004 (a choice)
        yield "options", _("an item has from 2 to 8 options, this one has %(count)d") % {"count": count}
    shown = [(text, _pictures_at(draft, n)) for n, text in enumerate(draft.options)]
    if ("", ()) in shown:
        yield f"option_{LETTERS[shown.index(('', ())) % len(LETTERS)]}", _("an option is empty")
    elif len(set(shown)) < count:
        yield "options", _("two options are the same")


def _pictures_at(draft: Draft, option: int) -> tuple[str, ...]:
    letter = LETTERS[option] if option < len(LETTERS) else ""
    return tuple(picture.sha256 for picture in draft.pictures if picture.place == letter)


def _key_faults(draft: Draft) -> Iterator[Fault]:
    strangers = [letter for letter in draft.key if letter not in tuple(LETTERS[: len(draft.options)])]
    if strangers:
        yield "key", _("the key names %(letters)s, which is not among the options") % {"letters": "、".join(strangers)}
    elif len(set(draft.key)) < len(draft.key) or not draft.key:
        yield "key", _("the key is missing or names an option twice")
    elif draft.type == "multiple" and len(draft.key) == 1:
        yield "key", _("a multiple choice item has at least two right options")
    elif draft.type in {"single", "true_false"} and len(draft.key) != 1:
        yield "key", _("this item has exactly one right option")


def _blank_faults(draft: Draft) -> Iterator[Fault]:
    marks = blanks_in(draft.stem)
    if not marks or set(marks) != {BLANK}:
        yield "stem", _("write each blank of the question as four underscores: ____")
    elif len(marks) != len(draft.words):
        yield (
            "key",
            _("the question has %(marks)d blanks, the answer has words for %(words)d")
            % {"marks": len(marks), "words": len(draft.words)},
        )
    for accepted in draft.words:
        if not accepted or not any(map(normalise, accepted)):
            yield "key", _("a blank has no accepted word")
        elif len(set(accepted)) < len(accepted):
            yield "key", _("a blank names an accepted word twice")
        elif len(accepted) > MOST_WORDS:
            yield "key", _("a blank has more than %(most)d accepted words") % {"most": MOST_WORDS}


def _case_faults(draft: Draft) -> Iterator[Fault]:
    if draft.case is None:
        return
    if not draft.case.code:
        yield "case", _("the case has no code")
    if not draft.case.stem:
        yield "case_stem", _("the case has no text: write it in the first item of the case")
    if draft.order < 1:
        yield "order", _("the place in the case is not a whole number from 1")


def _picture_faults(draft: Draft) -> Iterator[Fault]:
    places = {STEM} if draft.type == "true_false" else {STEM, *LETTERS[: len(draft.options)]}
    for picture in draft.pictures:
        if picture.place not in places:
            yield (
                "pictures",
                _("a picture belongs to the option %(place)s, which is not there") % {"place": picture.place},
            )
    if any(not p.alt for p in (*draft.pictures, *(draft.case.pictures if draft.case else ()))):
        yield "pictures", _("a picture has no words that say what it shows, for those who cannot see it")


def _text_faults(draft: Draft) -> Iterator[Fault]:
    for part, text in _texts(draft):
        limit = LONGEST["option" if part.startswith("option_") else part]
        if len(text) > limit:
            yield part, _("this is longer than %(limit)d characters") % {"limit": limit}
        if not is_fit(text):
            yield part, _("there is a character that cannot be shown; delete it and type it again")


def _texts(draft: Draft) -> Iterator[tuple[str, str]]:
    law, case = draft.law, draft.case
    yield from (("code", draft.code), ("law", law.law), ("short", law.short), ("version", law.version))
    yield from (("article", draft.article), ("topic", draft.topic), ("stem", draft.stem), ("guide", draft.guide))
    yield "explanation", draft.explanation
    yield from ((f"option_{letter}", text) for letter, text in zip(LETTERS, draft.options, strict=False))
    yield from (("points", text) for text in draft.points)
    yield from (("words", word) for accepted in draft.words for word in accepted)
    yield from (("pictures", picture.alt) for picture in draft.pictures)
    if case:
        yield from (("case", case.code), ("case_stem", case.stem))
        yield from (("pictures", picture.alt) for picture in case.pictures)
