"""Moodle's embedded answers (cloze), those with words alone: pure."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from exams.imports.found import Unreadable
from exams.imports.markup import from_html, to_html
from exams.imports.text import Words, tidy_line

GAP = "\ue000"
"""Stands for an answer while its text is read."""
_ANSWER = re.compile(r"\{\d*:([A-Z_]+):((?:\\.|[^\\}])*)\}", re.DOTALL)
_OF_WORDS = frozenset({"SHORTANSWER", "SA", "MW", "SHORTANSWER_C", "SAC", "MWC"})
_BETWEEN = re.compile(r"(?<!\\)((?:\\\\)*)~")
_REMARK = re.compile(r"(?<![\\&])((?:\\\\)*)#")
_WEIGHT = re.compile(r"%(-?\d+(?:\.\d+)?)%")
_SPECIAL = re.compile(r"([\\}~#/\"])")
_WILDCARD = re.compile(r"(?<!\\)\*")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_FULL = 100.0


def read_cloze(html: str) -> tuple[str, Words, list[str]]:
    """Return the HTML with a sign for each answer, the accepted words of each, and what is said to them.

    Raises:
        Unreadable: for answers that are not words.
    """
    words: list[tuple[str, ...]] = []
    remarks: list[str] = []
    for found in _ANSWER.finditer(html):
        if found[1] not in _OF_WORDS:
            raise Unreadable(_("the embedded answer %(type)s is not taken, only words are") % {"type": found[1]})
        accepted = []
        for piece in _pieces(_BETWEEN, found[2]):
            word, remark = _word(piece)
            accepted += [word] if word else []
            remarks += [remark] if remark else []
        words.append(tuple(accepted))
    return _ANSWER.sub(GAP, html), tuple(words), remarks


def write_cloze(words: tuple[str, ...]) -> str:
    """Return an embedded answer, as HTML, that accepts these words."""
    return (
        "{1:SHORTANSWER:"
        + "~".join("=" + to_html(_SPECIAL.sub(r"\\\1", word.replace("*", r"\*"))) for word in words)
        + "}"
    )


def plain_word(word: str) -> str:
    """Return an accepted word without the backslash that tells a star from a wildcard.

    Raises:
        Unreadable: for a word that stands for many.
    """
    if _WILDCARD.search(word):
        raise Unreadable(_("an accepted word has the wildcard *, which this system does not know"))
    return word.replace("\\*", "*")


def _word(piece: str) -> tuple[str, str]:
    """Return an accepted word ("" for a wrong one) and what is said to it."""
    head, *tail = _pieces(_REMARK, piece)
    head = head.strip()
    weighed = _WEIGHT.match(head)
    weight = float(weighed[1]) if weighed else (_FULL if head.startswith("=") else 0.0)
    if 0 < weight < _FULL:
        raise Unreadable(_("an accepted word gives part of the marks, which this system does not know"))
    raw = head[weighed.end() :] if weighed else head.removeprefix("=")
    word = tidy_line(_ESCAPE.sub(r"\1", from_html(raw).text))
    word = plain_word(word) if weight else ""
    remark = tidy_line(_ESCAPE.sub(r"\1", from_html("#".join(tail)).text))
    return word, remark


def _pieces(pattern: re.Pattern[str], text: str) -> list[str]:
    found, begin = [], 0
    for match in pattern.finditer(text):
        found.append(text[begin : match.end(1)])
        begin = match.end()
    return [*found, text[begin:]]
