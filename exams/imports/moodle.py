"""Items from Moodle XML."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from exams.imports.cloze import GAP, plain_word, read_cloze
from exams.imports.draft import RIGHT_WRONG, STEM, Case, Draft, Picture
from exams.imports.found import MOST_ITEMS, Found, Given, Unreadable
from exams.imports.labels import CASE, Reading, letter_of, named, remarks_of
from exams.imports.markup import Prose, from_text, refuse_lost
from exams.imports.text import BLANK, blanks_in, tidy, tidy_line
from exams.imports.xml import XmlRefused, children, first, local, read_xml, text_at

FORMS = {"html": "html", "moodle_auto_format": "moodle", "plain_text": "plain", "markdown": "markdown", "": "moodle"}
INSIDE = "@@PLUGINFILE@@/"
_TRUE = frozenset({"true", "1"})
_FULL = 100.0


def read(data: bytes, given: Given) -> Found:
    """Return the items of a Moodle XML file and what could not be read."""
    reading = Reading(given)
    found = reading.found
    try:
        root = read_xml(data)
    except XmlRefused as refusal:
        found.refuse(_("file"), str(refusal))
        return found
    if local(root) != "quiz":
        found.refuse(_("file"), _("this is no Moodle XML: it begins with <%(tag)s>") % {"tag": local(root)})
        return found
    questions = [q for q in children(root, "question") if q.get("type") != "category"]
    if len(questions) > MOST_ITEMS:
        found.refuse(_("file"), _("a file may bring at most %(count)d items") % {"count": MOST_ITEMS})
        return found
    if not questions:
        found.refuse(_("file"), _("there is no question in this file"))
    numbered = enumerate(questions, start=1)
    found.add(draft for draft in (_item(reading, n, q, len(questions)) for n, q in numbered) if draft)
    return found


def _item(reading: Reading, number: int, question: Element, total: int) -> Draft | None:
    if number % 100 == 0:
        reading.given.tick(number, total)
    place = _("question %(number)d (%(name)s)") % {"number": number, "name": text_at(question, "name", "text").strip()}
    try:
        return _Question(reading, place, question).draft()
    except Unreadable as fault:
        reading.found.refuse(place, str(fault))
        return None


@dataclass(slots=True)
class _Question:
    """One question of the file."""

    reading: Reading
    place: str
    xml: Element

    def draft(self) -> Draft | None:
        kind = self.xml.get("type", "")
        if any(text_at(hint, "text").strip() for hint in children(self.xml, "hint")):
            raise Unreadable(_("its hints would be lost; delete them or write them into the feedback"))
        labels = self.labels()
        if kind == "description" and labels.get("type") == CASE:
            prose = self.prose(first(self.xml, "questiontext"))
            code = labels.get("code", "")
            self.reading.cases.known.setdefault(code, Case(code, prose.text, self.pictures(prose, "questiontext")))
            return None
        readers: dict[str, Callable[[dict[str, str]], Draft]] = {
            "multichoice": self.choice, "truefalse": self.truth, "shortanswer": self.words, "cloze": self.gaps,
            "essay": self.essay,
        }  # fmt: skip
        if kind not in readers:
            raise Unreadable(_("the type %(type)s is not taken") % {"type": kind})
        return readers[kind](labels)

    def labels(self) -> dict[str, str]:
        """Return what tags and the id number say; tags without a heading are topics. A name is no code: it recurs."""
        tags = [tidy(text_at(tag, "text")) for tag in children(first(self.xml, "tags") or Element("x"), "tag")]
        labels = named((head, value) for head, colon, value in (tag.partition("：") for tag in tags) if colon)
        code = tidy_line(text_at(self.xml, "idnumber"))
        topic = "、".join(tag for tag in tags if tag and "：" not in tag)
        return {"code": code, "topic": topic, **labels}

    def prose(self, element: Element | None, *, html: str | None = None) -> Prose:
        """Return what a text element says."""
        if element is None:
            return Prose()
        form = FORMS.get(element.get("format", ""), "html")
        prose = from_text(text_at(element, "text") if html is None else html, form)
        refuse_lost(prose, pictures=True)
        return prose

    def pictures(self, prose: Prose, *path: str, place: str = STEM, at: Element | None = None) -> tuple[Picture, ...]:
        """Return the pictures of a text, from the files that stand beside it."""
        holder = at if at is not None else first(self.xml, *path)
        files = {f.get("name", ""): f for f in children(holder, "file")} if holder is not None else {}
        found = []
        for source, alt in prose.pictures:
            data = _data_of(source, files)
            given = self.reading.given
            sha256 = self.reading.found.take_picture(self.place, data, most_kb=given.most_picture_kb)
            if sha256:
                found.append(Picture(sha256, alt, place))
        return tuple(found)

    def build(self, labels: dict[str, str], type_: str, **facts: Any) -> Draft:
        """Return the draft; its stem, pictures and explanation are read here unless they are given."""
        if "stem" not in facts:
            prose = self.prose(first(self.xml, "questiontext"))
            facts["stem"] = prose.text
            facts["pictures"] = (*self.pictures(prose, "questiontext"), *facts.get("pictures", ()))
        remarks = facts.pop("remarks", [])
        facts["explanation"] = remarks_of(self.feedback(first(self.xml, "generalfeedback")), remarks)
        return self.reading.draft(self.place, labels, type_=type_, **facts)

    def feedback(self, element: Element | None) -> str:
        prose = self.prose(element)
        refuse_lost(prose, pictures=False)
        return prose.text

    def choice(self, labels: dict[str, str]) -> Draft:
        single = text_at(self.xml, "single").strip().lower() in _TRUE
        options: list[str] = []
        remarks: list[str] = []
        pictures: list[Picture] = []
        right: list[str] = []
        for number, answer in enumerate(children(self.xml, "answer")):
            prose = self.prose(answer)
            options.append(prose.text)
            pictures += self.pictures(prose, at=answer, place=letter_of(number))
            remarks.append(self.feedback(first(answer, "feedback")))
            weight = _fraction(answer)
            if single and 0 < weight < _FULL:
                raise Unreadable(_("an option gives part of the marks, which this system does not know"))
            right += [letter_of(number)] if weight > 0 else []
        if text_at(self.xml, "shuffleanswers").strip().lower() in {"0", "false"}:
            labels = {**labels, "fixed": "是"}
        type_ = "single" if single or len(right) == 1 else "multiple"
        return self.build(
            labels, type_, options=tuple(options), key=tuple(right), pictures=tuple(pictures), remarks=remarks
        )

    def truth(self, labels: dict[str, str]) -> Draft:
        answers = {text_at(answer, "text").strip().lower(): answer for answer in children(self.xml, "answer")}
        right = [value for value, answer in answers.items() if _fraction(answer) >= _FULL]
        options = (labels.get("option_A", RIGHT_WRONG[0]), labels.get("option_B", RIGHT_WRONG[1]))
        remarks = [self.feedback(first(answers.get(value, self.xml), "feedback")) for value in ("true", "false")]
        key = tuple({"true": "A", "false": "B"}.get(value, "?") for value in right)
        return self.build(labels, "true_false", options=options, key=key, remarks=remarks)

    def words(self, labels: dict[str, str]) -> Draft:
        accepted, remarks = [], []
        for answer in children(self.xml, "answer"):
            word = tidy_line(self.prose(answer).text)
            remark = self.feedback(first(answer, "feedback"))
            weight = _fraction(answer)
            if 0 < weight < _FULL:
                raise Unreadable(_("an accepted word gives part of the marks, which this system does not know"))
            if weight:
                accepted.append(plain_word(word))
            remarks += [remark] if remark else []
        prose = self.prose(first(self.xml, "questiontext"))
        marks = blanks_in(prose.text)
        stem = prose.text if marks else f"{prose.text}{BLANK}"
        for mark in marks:
            stem = stem.replace(mark, BLANK, 1) if len(marks) == 1 else stem
        return self.filled(labels, stem, prose, (tuple(accepted),), remarks)

    def gaps(self, labels: dict[str, str]) -> Draft:
        text = first(self.xml, "questiontext")
        html, words, remarks = read_cloze(text_at(self.xml, "questiontext", "text"))
        prose = self.prose(text, html=html.replace(f"{GAP}{GAP}", f"{GAP} {GAP}"))
        return self.filled(labels, prose.text.replace(GAP, BLANK), prose, words, remarks)

    def filled(self, labels: dict[str, str], stem: str, prose: Prose, words: Any, remarks: list[str]) -> Draft:
        draft = self.build(
            labels, "fill_in", stem=stem, words=words, pictures=self.pictures(prose, "questiontext")
        )  # fmt: skip
        said = "\n".join(part for part in [draft.explanation, *remarks] if part)
        return Draft(**{**{name: getattr(draft, name) for name in draft.__slots__}, "explanation": said})

    def essay(self, labels: dict[str, str]) -> Draft:
        if text_at(self.xml, "responsetemplate", "text").strip():
            raise Unreadable(_("its template for the answer would be lost"))
        if text_at(self.xml, "attachmentsrequired").strip() not in {"", "0"}:
            raise Unreadable(_("it asks for files, which this system does not take as answers"))
        return self.build(labels, "short_answer", guide=self.feedback(first(self.xml, "graderinfo")))


def _fraction(answer: Element) -> float:
    try:
        return float(answer.get("fraction", "0"))
    except ValueError:
        raise Unreadable(_("the share of an answer is no number")) from None


def _data_of(source: str, files: dict[str, Element]) -> bytes:
    """Return the bytes of a picture: from the files beside the text, or from the address itself."""
    name = unquote(source.removeprefix(INSIDE)).rpartition("/")[2]
    if source.startswith("data:image/") and ";base64," in source:
        encoded = source.partition(";base64,")[2]
    elif source.startswith(INSIDE) and name in files and files[name].get("encoding") == "base64":
        encoded = files[name].text or ""
    else:
        raise Unreadable(_("the picture %(source)s is not in the file") % {"source": source[:80]})
    try:
        return base64.b64decode("".join(encoded.split()), validate=True)
    except binascii.Error:
        raise Unreadable(_("the picture %(source)s is damaged") % {"source": source[:80]}) from None
