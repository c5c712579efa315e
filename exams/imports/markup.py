"""Marked-up text (HTML, and the HTML inside QTI) as plain text with pictures, and back; what would be lost is named."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from typing import Final

from django.utils.translation import gettext as _

from exams.imports.found import Unreadable
from exams.imports.text import tidy, tidy_line

BLOCKS: Final = frozenset({
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "li", "section", "article", "header",
    "footer", "center", "address", "pre", "hr", "dl", "dt", "dd",
})  # fmt: skip
PLAIN: Final = frozenset({
    "html", "body", "span", "b", "strong", "i", "em", "u", "font", "small", "big", "mark", "label", "cite", "abbr",
    "acronym", "var", "samp", "kbd", "code", "tt", "wbr", "time", "bdi", "nobr", "br", "img", "a", "sub", "sup", "o:p",
})  # fmt: skip
"""What only dresses text. Anything else says something that plain text cannot: it is refused, not dropped."""
_SPACE = re.compile(r"([ \t\r\n\f]+)")
_TAGGED = re.compile(r"<[a-zA-Z/!][^>]*>")
_SPACES = re.compile(r" {2,}|^ | $")
RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_SMALL: Final = {"sup": RAISED, "sub": LOWERED}


@dataclass(slots=True)
class Prose:
    """Takes elements and text in their order and keeps plain text: lines, list signs, pictures, and what was lost."""

    pictures: list[tuple[str, str]] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    _out: list[str] = field(default_factory=list)
    _gap: str = ""
    _lists: list[int] = field(default_factory=list)
    _small: list[int] = field(default_factory=list)
    _kept: int = 0

    @property
    def text(self) -> str:
        """The plain text."""
        return tidy("".join(self._out))

    def start(self, tag: str, attributes: Mapping[str, str | None]) -> None:
        """Take the beginning of an element."""
        if tag in BLOCKS:
            self._line()
            self._begin(tag)
        elif tag in _SMALL:
            self._small.append(len(self._out))
        elif tag == "br":
            self._gap = ""
            self._out.append("\n")
        elif tag == "img":
            self.pictures.append((attributes.get("src") or "", tidy_line(attributes.get("alt") or "")))
        elif tag not in PLAIN:
            self._lose(tag)
        elif tag == "a" and not (attributes.get("href") or "#").startswith("#"):
            self._lose("a href")

    def _begin(self, block: str) -> None:
        if block in {"ul", "ol"}:
            self._lists.append(0 if block == "ol" else -1)
        elif block == "li":
            self._sign()
        self._kept += block == "pre"

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        if tag in BLOCKS:
            self._line()
        if tag in {"ul", "ol"} and self._lists:
            self._lists.pop()
        elif tag in _SMALL and self._small:
            self._shrink(tag, self._small.pop())
        self._kept -= tag == "pre"

    def add(self, text: str) -> None:
        """Take text; spaces and line ends between words count as one space, none between Chinese characters."""
        if self._kept > 0:
            self._out.append(text)
            return
        for part in _SPACE.split(text):
            if _SPACE.fullmatch(part):
                self._gap = self._gap + part
            elif part:
                before = self._out[-1][-1:] if self._out else "\n"
                if self._gap and before != "\n" and not ("\n" in self._gap and _is_wide(before) and _is_wide(part)):
                    self._out.append(" ")
                self._gap = ""
                self._out.append(part)

    def blank(self, mark: str) -> None:
        """Take a place where words are to be filled in."""
        self.add(mark if not (self._out and self._out[-1].endswith("_")) else f" {mark}")

    def _line(self) -> None:
        self._gap = ""
        if self._out and not self._out[-1].endswith("\n"):
            self._out.append("\n")

    def _sign(self) -> None:
        if self._lists and self._lists[-1] >= 0:
            self._lists[-1] += 1
            self.add(f"{self._lists[-1]}. ")
        else:
            self.add("• ")

    def _shrink(self, tag: str, begin: int) -> None:
        table, text = _SMALL[tag], "".join(self._out[begin:])
        if any(ord(sign) not in table for sign in text):
            self._lose(tag)
        self._out[begin:] = [text.translate(table)]

    def _lose(self, tag: str) -> None:
        if tag not in self.lost:
            self.lost.append(tag)


def _is_wide(text: str) -> bool:
    return unicodedata.east_asian_width(text[0]) in "WF"


class _Html(HTMLParser):
    """Gives the events of HTML to a ``Prose``."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.prose = Prose()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.prose.start(tag, dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        self.prose.end(tag)

    def handle_data(self, data: str) -> None:
        self.prose.add(data)


def from_html(html: str) -> Prose:
    """Return the plain text of a piece of HTML, its pictures (address and words) and the elements that were lost."""
    parser = _Html()
    parser.feed(html)
    parser.close()
    return parser.prose


def from_text(text: str, markup: str) -> Prose:
    """Return what a text says whose form is named as Moodle names it: html, moodle (either), plain, markdown."""
    if markup == "html" or (markup == "moodle" and _TAGGED.search(text)):
        return from_html(text)
    prose = Prose()
    prose.start("pre", {})
    prose.add(text)
    return prose


def refuse_lost(prose: Prose, *, pictures: bool) -> None:
    """Refuse a text of which something would be lost; without ``pictures``, these too.

    Raises:
        Unreadable
    """
    lost = [*prose.lost, *(["img"] if prose.pictures and not pictures else [])]
    if lost:
        raise Unreadable(_("%(markup)s would be lost; write it in plain text") % {"markup": ", ".join(lost)})


def to_html(text: str) -> str:
    """Return a tidy text as HTML that is read back as it is: ``<br/>`` for lines, hard spaces where several stand."""
    return "<br/>".join(escape(hard_spaces(line), quote=False) for line in text.split("\n"))


def hard_spaces(line: str) -> str:
    """Return a line with spaces that markup keeps, where several stand together or at its ends."""
    return _SPACES.sub(lambda run: "\u00a0" * len(run[0]), line)
