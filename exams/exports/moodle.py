"""Items as Moodle XML; what Moodle has no place for stands in tags and in the id number."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring
from xml.sax.saxutils import quoteattr

from exams.bank.pictures import Drawn
from exams.exports.names import name_of
from exams.imports.cloze import write_cloze
from exams.imports.columns import HEADINGS
from exams.imports.draft import LETTERS, STEM, Draft, Picture
from exams.imports.labels import CASE, labels_of
from exams.imports.markup import to_html
from exams.imports.moodle import INSIDE
from exams.imports.text import BLANK

KINDS = {
    "single": "multichoice", "multiple": "multichoice", "true_false": "truefalse", "fill_in": "cloze",
    "short_answer": "essay",
}  # fmt: skip


def write(drafts: Sequence[Draft], pictures: Mapping[str, Drawn]) -> bytes:
    """Return a Moodle XML file of items with their pictures, by SHA-256."""
    quiz, law, told = Element("quiz"), "", set[str]()
    for draft in drafts:
        if draft.law.short != law:
            law = draft.law.short
            category = SubElement(SubElement(quiz, "question", type="category"), "category")
            _text(category, f"$course$/top/{law.replace('/', '//')}")
        if draft.case and draft.case.code not in told:
            told.add(draft.case.code)
            case = _question(quiz, "description", draft.case.code)
            _html(case, "questiontext", to_html(draft.case.stem), draft.case.pictures, pictures)
            SubElement(case, "idnumber").text = draft.case.code
            _tags(case, [("type", CASE)])
        _item(_question(quiz, KINDS[draft.type], draft.code), draft, pictures)
    indent(quiz, " ")
    data: bytes = tostring(quiz, encoding="utf-8", xml_declaration=True)
    return data


def _question(quiz: Element, kind: str, name: str) -> Element:
    question = SubElement(quiz, "question", type=kind)
    _text(SubElement(question, "name"), name)
    return question


def _item(question: Element, draft: Draft, pictures: Mapping[str, Drawn]) -> None:
    html = to_html(draft.stem)
    for accepted in draft.words:
        html = html.replace(BLANK, write_cloze(accepted), 1)
    _html(question, "questiontext", html, [p for p in draft.pictures if p.place == STEM], pictures)
    _html(question, "generalfeedback", to_html(draft.explanation))
    SubElement(question, "penalty").text = "0"
    SubElement(question, "idnumber").text = draft.code
    if draft.type == "short_answer":
        SubElement(question, "responseformat").text = "plain"
        _html(question, "graderinfo", to_html(draft.guide))
    elif draft.type == "true_false":
        for letter, value in (("A", "true"), ("B", "false")):
            _text(SubElement(question, "answer", fraction="100" if letter in draft.key else "0"), value)
    elif draft.type != "fill_in":
        _options(question, draft, pictures)
    _tags(question, [(n, v) for n, v in labels_of(draft) if n not in {"code", "type"}])


def _options(question: Element, draft: Draft, pictures: Mapping[str, Drawn]) -> None:
    single = draft.type == "single"
    SubElement(question, "single").text = "true" if single else "false"
    SubElement(question, "shuffleanswers").text = "false" if draft.keep_order else "true"
    SubElement(question, "answernumbering").text = "ABCD"
    share = "100" if single else f"{100 / len(draft.key):.5f}"
    for letter, option in zip(LETTERS, draft.options, strict=False):
        answer = _html(
            question, "answer", to_html(option), [p for p in draft.pictures if p.place == letter], pictures
        )  # fmt: skip
        answer.set("fraction", share if letter in draft.key else "0" if single else "-100")


def _text(parent: Element, text: str) -> None:
    SubElement(parent, "text").text = text


def _html(
    parent: Element,
    tag: str,
    html: str,
    shown: Sequence[Picture] = (),
    pictures: Mapping[str, Drawn] | None = None,
) -> Element:
    element, kept = SubElement(parent, tag, format="html"), set[str]()
    names = {picture.sha256: name_of((pictures or {})[picture.sha256]) for picture in shown}
    images = (f"<img src={quoteattr(INSIDE + names[p.sha256])} alt={quoteattr(p.alt)}/>" for p in shown)
    _text(element, "<br/>".join(part for part in [html, *images] if part))
    for picture in shown:
        if picture.sha256 not in kept:
            kept.add(picture.sha256)
            file = SubElement(element, "file", name=names[picture.sha256], path="/", encoding="base64")
            file.text = base64.b64encode((pictures or {})[picture.sha256].data).decode()
    return element


def _tags(question: Element, labels: Sequence[tuple[str, str]]) -> None:
    tags = SubElement(question, "tags")
    for name, value in labels:
        _text(SubElement(tags, "tag"), f"{HEADINGS[name]}：{value}")
