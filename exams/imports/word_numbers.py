"""The numbers that Word puts before paragraphs of its lists."""

from __future__ import annotations

from typing import Any

from exams.imports.xml import local

QUESTION, OPTION = "question", "option"
_HAN = "一二三四五六七八九十"
_CIRCLED = 0x2460
_MOST_CIRCLED = 20


class Numbering:
    """Counts the paragraphs of each list and says what kind of number each has."""

    def __init__(self, document: Any) -> None:
        self._formats: dict[tuple[str, str], str] = {}
        self._of_styles: dict[str, Any] = {}
        self._counts: dict[tuple[str, str], int] = {}
        part = next(
            (rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith("/numbering")), None
        )
        if part is not None:
            self._read(part.element)
        for style in document.styles.element:
            found = [inner for inner in style.iter() if local(inner) == "numPr"]
            if found:
                self._of_styles[_attribute(style, "styleId")] = found[0]

    def _read(self, root: Any) -> None:
        abstract = {
            _attribute(one, "abstractNumId"): {
                _attribute(level, "ilvl"): next((_attribute(f, "val") for f in level if local(f) == "numFmt"), "")
                for level in one
                if local(level) == "lvl"
            }
            for one in root
            if local(one) == "abstractNum"
        }
        for one in root:
            if local(one) == "num":
                kind = next((_attribute(inner, "val") for inner in one if local(inner) == "abstractNumId"), "")
                for level, form in abstract.get(kind, {}).items():
                    self._formats[_attribute(one, "numId"), level] = form

    def of(self, paragraph: Any) -> tuple[str, str]:
        """Return what its number makes of a paragraph (a question, an option or "") and the sign to write before it."""
        found = self._place(paragraph)
        form = self._formats.get(found, "") if found else ""
        if not found or not form:
            return "", ""
        count = self._counts[found] = self._counts.get(found, 0) + 1
        if form == "upperLetter":
            return OPTION, ""
        if form in {"decimal", "decimalFullWidth"} and found[1] == "0":
            return QUESTION, ""
        return "", _sign(form, count)

    def _place(self, paragraph: Any) -> tuple[str, str] | None:
        for about in (inner for inner in paragraph if local(inner) == "pPr"):
            style = next((_attribute(inner, "val") for inner in about if local(inner) == "pStyle"), "")
            own = next((inner for inner in about if local(inner) == "numPr"), self._of_styles.get(style))
            if own is not None:
                values = {local(inner): _attribute(inner, "val") for inner in own}
                return values.get("numId", ""), values.get("ilvl", "0")
        return None


def _sign(form: str, count: int) -> str:
    if form.startswith(("chinese", "japanese", "ideograph", "taiwanese")) and count <= len(_HAN):
        return f"{_HAN[count - 1]}、"
    if form.startswith("decimalEnclosedCircle") and count <= _MOST_CIRCLED:
        return chr(_CIRCLED + count - 1)
    return f"（{count}）" if form.startswith("decimal") else ""


def _attribute(element: Any, name: str) -> str:
    return next((str(value) for key, value in element.attrib.items() if str(key).endswith(f"}}{name}")), "")
