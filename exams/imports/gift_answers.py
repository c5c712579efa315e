"""The block of answers of a GIFT question: pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from exams.imports.found import Unreadable
from exams.imports.labels import letter_of, remarks_of
from exams.imports.text import tidy

_SPLIT = re.compile(r"(?<!\\)((?:\\\\)*)([=~])")
_HASH = re.compile(r"(?<!\\)((?:\\\\)*)#")
_GENERAL = re.compile(r"(?<!\\)((?:\\\\)*)####")
_WEIGHT = re.compile(r"\s*%(-?\d{1,3}(?:\.\d+)?)%")
_TRUTH = re.compile(r"\s*(TRUE|T|FALSE|F)\s*(?=#|$)", re.IGNORECASE)
_FULL = 100.0
Reader = Callable[[str], str]


@dataclass(slots=True)
class Answers:
    """What a block says: the type, options with the key, or accepted words, or right (True) or wrong; the feedback."""

    type: str
    options: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    right: bool | None = None
    feedback: str = ""


@dataclass(slots=True)
class _Choice:
    """One answer: its sign, its share of the marks in percent, its text, what is said to it."""

    sign: str
    weight: float
    text: str
    feedback: str = field(default="")


def answers_of(inner: str, read: Reader, *, may_match: bool) -> Answers:
    """Return what a block of answers says; ``read`` turns what stands in the file into text.

    ``may_match``: arrows in all answers make it a matching question.

    Raises:
        Unreadable: for what this system has no type for.
    """
    parts = _GENERAL.split(inner, maxsplit=1)
    body, general = (parts[0] + parts[1], read(parts[2])) if len(parts) > 1 else (inner, "")
    if not body.strip():
        return Answers("short_answer", feedback=general)
    if body.lstrip().startswith("#"):
        raise Unreadable(_("numerical questions are not taken; write a fill-in"))
    truth = _TRUTH.match(body)
    if truth:
        said = [read(part) for part in _pieces(_HASH, body[truth.end() :])[1:]]
        feedback = "\n".join(part for part in [general, *said] if part)
        right = truth[1].upper().startswith("T")
        return Answers("true_false", key=("A" if right else "B",), right=right, feedback=feedback)
    choices = _choices(body, read)
    if may_match and len(choices) > 1 and all(choice.sign == "=" and "->" in choice.text for choice in choices):
        raise Unreadable(_("matching questions are not taken"))
    return _typed(choices, general)


def _pieces(pattern: re.Pattern[str], text: str) -> list[str]:
    """Return the pieces between signs that no backslash takes their meaning from."""
    found, begin = [], 0
    for match in pattern.finditer(text):
        found.append(text[begin : match.end(1)])
        begin = match.end()
    return [*found, text[begin:]]


def _choices(body: str, read: Reader) -> list[_Choice]:
    signs = [match[2] for match in _SPLIT.finditer(body)]
    pieces = _pieces(_SPLIT, body)
    if tidy(pieces[0]):
        raise Unreadable(_("the answers begin with neither = nor ~"))
    return [_choice(sign, piece, read) for sign, piece in zip(signs, pieces[1:], strict=True)]


def _choice(sign: str, piece: str, read: Reader) -> _Choice:
    weighed = _WEIGHT.match(piece)
    weight = float(weighed[1]) if weighed else (_FULL if sign == "=" else 0.0)
    text, *feedback = _pieces(_HASH, piece[weighed.end() :] if weighed else piece)
    return _Choice(sign, weight, read(text), read("#".join(feedback)))


def _typed(choices: list[_Choice], general: str) -> Answers:
    if all(choice.sign == "=" for choice in choices):
        if any(choice.weight != _FULL for choice in choices):
            raise Unreadable(_("an accepted word gives part of the marks, which this system does not know"))
        words = tuple(" ".join(choice.text.split("\n")) for choice in choices)
        return Answers(
            "fill_in",
            words=words,
            feedback="\n".join(filter(None, [general, *(choice.feedback for choice in choices)])),
        )
    full = [n for n, choice in enumerate(choices) if choice.weight >= _FULL]
    some = [n for n, choice in enumerate(choices) if 0 < choice.weight < _FULL]
    if full and some:
        raise Unreadable(_("an option gives part of the marks, which this system does not know"))
    right = full or some
    return Answers(
        "single" if full else "multiple",
        options=tuple(choice.text for choice in choices),
        key=tuple(letter_of(n) for n in right),
        feedback=remarks_of(general, [choice.feedback for choice in choices]),
    )
