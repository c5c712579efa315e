"""Texts of items in one form, and the written form of a fill-in's accepted words: pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

BLANK = "____"
"""A blank in the stem of a fill-in."""
_RUN = re.compile(r"[_＿]{2,}")
_BRACKETS = re.compile(r"[（(]\s*[）)]")
_TABLE = str.maketrans(
    {
        "\t": " ",
        "\u00a0": " ",
        "\r": "\n",
        "\x0b": "\n",
        "\x0c": "\n",
        "\x85": "\n",
        "\u2028": "\n",
        "\u2029": "\n",
        "\u200b": None,
        "\u2060": None,
        "\ufeff": None,
        "\u00ad": None,
    }
)
_UNTIDY = re.compile("[\t\u00a0\r\n\x0b\x0c\x85\u2028\u2029\u200b\u2060\ufeff\u00ad]|^\\s|\\s$")
_UNFIT = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_BETWEEN_BLANKS, _BETWEEN_WORDS = ";；\n", "|｜"
_SPECIAL = re.compile(r"([\\;；|｜])")

Words = tuple[tuple[str, ...], ...]
"""The accepted words of each blank."""


def tidy(text: str) -> str:
    """Return a text with one kind of line end and of space, and nothing around its lines."""
    if not _UNTIDY.search(text):
        return text
    lines = text.replace("\r\n", "\n").translate(_TABLE).split("\n")
    return "\n".join(line.strip() for line in lines).strip()


def tidy_line(text: str) -> str:
    """Return a text tidied, on one line."""
    neat = tidy(text)
    return " ".join(part for part in neat.split("\n") if part) if "\n" in neat else neat


def is_fit(text: str) -> bool:
    """Return whether a text has only characters that every format and the database can hold."""
    return not _UNFIT.search(text)


def mark_blanks(stem: str) -> str:
    """Return a stem with its blanks as ``____``: runs of underscores, or else empty brackets."""
    marked = _RUN.sub(BLANK, stem)
    return marked if BLANK in marked else _BRACKETS.sub(BLANK, marked)


def blanks_in(stem: str) -> list[str]:
    """Return the runs of underscores of a stem, each of them a blank."""
    return _RUN.findall(stem)


def write_words(words: Iterable[Sequence[str]]) -> str:
    """Return accepted words as people write them: ``罚款|罚金；没收``; a backslash before a sign that is meant."""
    return "；".join("|".join(_SPECIAL.sub(r"\\\1", word) for word in accepted) for accepted in words)


def read_words(text: str) -> Words:
    """Return the accepted words of each blank from their written form (the inverse of ``write_words``)."""
    blanks: list[list[str]] = [[""]]
    signs = iter(text)
    for sign in signs:
        if sign == "\\":
            blanks[-1][-1] += next(signs, "")
        elif sign in _BETWEEN_BLANKS:
            blanks.append([""])
        elif sign in _BETWEEN_WORDS:
            blanks[-1].append("")
        else:
            blanks[-1][-1] += sign
    found = tuple(tuple(word for raw in accepted if (word := tidy_line(raw))) for accepted in blanks)
    return found if any(found) else ()
