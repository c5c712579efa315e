"""The paragraphs of a Word document as text with their numbering and pictures; what would be lost is named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from exams.imports.markup import LOWERED, RAISED
from exams.imports.text import BLANK, tidy, tidy_line
from exams.imports.word_numbers import Numbering
from exams.imports.xml import local

_LOST: Final = {
    **dict.fromkeys(("ins", "del", "moveFrom", "moveTo"), _("a tracked change: accept or reject all changes")),
    **dict.fromkeys(("oMath", "oMathPara"), _("a formula: write it as text or insert it as a picture")),
    "object": _("an embedded object: insert it as a picture"),
    "txbxContent": _("a text box: move its text into a paragraph"),
    **dict.fromkeys(("footnoteReference", "endnoteReference"), _("a note: move its text into the paragraph")),
    "sym": _("a special symbol: type it as text"),
    "ruby": _("a phonetic guide: write it as text"),
    **dict.fromkeys(("strike", "dstrike"), _("struck-out text: delete it or take the line away")),
    "vanish": _("hidden text: delete it or show it"),
    "vertAlign": _("raised or lowered letters: write them as text"),
}
"""What plain text cannot keep, and what to do about it."""
_SIGNS: Final = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_SKIPPED: Final = frozenset({"pPr", "rPr", "sectPr", "instrText", "Fallback", "sdtPr", "sdtEndPr", "tblPr"})
_FRAMES: Final = frozenset({"sdt", "sdtContent", "customXml"})
_OFF: Final = frozenset({"0", "false", "none", "off"})
_SMALL: Final = {"superscript": RAISED, "subscript": LOWERED}


@dataclass(slots=True)
class Line:
    """A paragraph: its number in the document, its text, its place in a numbered list, its pictures and losses."""

    number: int
    text: str
    mark: str = ""
    pictures: list[tuple[str, str]] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


def lines_of(document: Any) -> Iterator[Line]:
    """Yield the paragraphs of a document that say something; a table is a paragraph that is lost."""
    numbering = Numbering(document)
    for number, element in enumerate(_blocks(document.element.body), start=1):
        line = Line(number, "")
        if local(element) == "tbl":
            line.text = tidy_line("".join(str(t.text or "") for t in element.iter() if local(t) == "t"))
            line.lost.append(str(_("a table: write its content as paragraphs or insert it as a picture")))
        else:
            parts: list[str] = []
            _walk(element, line, parts)
            line.text = tidy("".join(parts))
            line.mark, sign = numbering.of(element)
            line.text = f"{sign}{line.text}" if line.text else ""
        if line.text or line.pictures or line.lost:
            yield line


def _blocks(parent: Any) -> Iterator[Any]:
    for element in parent:
        if local(element) in {"p", "tbl"}:
            yield element
        elif local(element) in _FRAMES:
            yield from _blocks(element)


def _walk(element: Any, line: Line, parts: list[str]) -> None:
    for child in element:
        tag = local(child)
        if tag in _LOST:
            _lose(line, tag)
        elif tag == "r":
            _run(child, line, parts)
        elif tag == "t":
            parts.append(child.text or "")
        elif tag in _SIGNS:
            parts.append(_SIGNS[tag])
        elif tag in {"drawing", "pict"}:
            _picture(child, line)
        elif tag not in _SKIPPED:
            _walk(child, line, parts)


def _run(run: Any, line: Line, parts: list[str]) -> None:
    """Take a run of text; one of underlined spaces is a blank, small figures are raised or lowered signs."""
    about = {local(p): _value(p) for frame in run if local(frame) == "rPr" for p in frame}
    inner: list[str] = []
    _walk(run, line, inner)
    text = "".join(inner)
    for tag in ("strike", "dstrike", "vanish"):
        if text.strip() and about.get(tag, "off") not in _OFF:
            _lose(line, tag)
    if about.get("u", "none") not in _OFF and text and not text.strip(" \u00a0\t\u3000"):
        text = BLANK
    table = _SMALL.get(about.get("vertAlign", ""))
    if table and any(ord(sign) not in table for sign in text):
        _lose(line, "vertAlign")
    parts.append(text.translate(table) if table else text)


def _value(element: Any) -> str:
    return next((str(value) for name, value in element.attrib.items() if name.endswith("}val")), "on")


def _picture(element: Any, line: Line) -> None:
    alt, target = "", ""
    for inner in element.iter():
        tag = local(inner)
        if tag in _LOST:
            _lose(line, tag)
        elif tag == "docPr":
            alt = inner.get("descr") or ""
        elif tag in {"blip", "imagedata"}:
            target = next((str(v) for n, v in inner.attrib.items() if n.endswith(("}embed", "}id"))), "")
            alt = alt or inner.get("title") or ""
    if target:
        line.pictures.append((target, tidy_line(alt)))
    elif not line.lost:
        line.lost.append(str(_("a drawing: insert it as a picture")))


def _lose(line: Line, tag: str) -> None:
    if str(_LOST[tag]) not in line.lost:
        line.lost.append(str(_LOST[tag]))
