"""Items from a Word document in a plain layout; faults are named by paragraph."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import docx
from django.utils.translation import gettext as _

from exams.imports.draft import CHOICES, RIGHT_WRONG, Case, Draft, Law, Picture
from exams.imports.found import CODE_DIGITS, MOST_ITEMS, Found, Given
from exams.imports.labels import Reading
from exams.imports.package import NotAPackage, PackageRefused, open_package, refuse_doctypes
from exams.imports.text import BLANK, blanks_in, mark_blanks, read_words, tidy, tidy_line
from exams.imports.vocabulary import RIGHT_OR_WRONG, day_of, key_of, law_of, type_of
from exams.imports.word_layout import Asked, CaseText, Layout, laid_out
from exams.imports.word_lines import Line, lines_of

SHOWN = 12
_NAMED = re.compile(r"《([^》]+)》\s*(.*)", re.DOTALL)
_ANSWERED = re.compile(r"[（(]\s*([A-HＡ-Ｈ]{1,8}|[√×✓✗对错]|正确|错误)\s*[)）]")


def read(data: bytes, given: Given) -> Found:
    """Return the items of a Word document and what could not be read."""
    reading = Reading(given)
    found = reading.found
    try:
        refuse_doctypes(open_package(data))
        document = docx.Document(BytesIO(data))
        _read(document, _Document(reading, document))
    except (NotAPackage, KeyError, ValueError, AttributeError, TypeError, SyntaxError):
        found.refuse(_("file"), _("this is not a Word document that can be read: save it as .docx and choose it again"))
    except PackageRefused as refusal:
        found.refuse(_("file"), str(refusal))
    return found


def _read(document: Any, into: _Document) -> None:
    found, lines = into.reading.found, list(lines_of(document))
    layout = laid_out(lines)
    _refuse(found, lines, layout)
    if len(layout.asked) > MOST_ITEMS:
        found.refuse(_("file"), _("a file may bring at most %(count)d items") % {"count": MOST_ITEMS})
        return
    for asked in layout.asked:
        into.learn(asked.law)
    for number, asked in enumerate(layout.asked):
        if number % 100 == 0:
            into.reading.given.tick(number, len(layout.asked))
        found.add([into.draft(asked)])
    if not layout.asked and not found.problems:
        found.refuse(_("file"), _("there is no question in this file: begin each with its number, as 1. or 1、"))


def _refuse(found: Found, lines: list[Line], layout: Layout) -> None:
    for line in lines:
        for lost in line.lost:
            found.refuse(_place(line), _("this would be lost: %(what)s") % {"what": lost})
    for line in layout.astray:
        found.refuse(_place(line), _("this paragraph belongs to no question: begin a question with its number"))
    for line in layout.doubled:
        found.refuse(_place(line), _("the question above says this already: begin the next question with its number"))


def _place(line: Line) -> str:
    words = tidy_line(line.text)
    shown = words if len(words) <= SHOWN else f"{words[:SHOWN]}…"
    return _("paragraph %(number)d “%(text)s”") % {"number": line.number, "text": shown}


@dataclass(slots=True)
class _Document:
    """The document while its questions become drafts."""

    reading: Reading
    document: Any
    laws: dict[str, Law] = field(default_factory=dict)

    def learn(self, said: Mapping[str, str]) -> None:
        """Remember a law that the document describes, by its names."""
        if said:
            law = self._law(said)
            self.laws |= {law.law: law, law.short: law}

    def _law(self, said: Mapping[str, str]) -> Law:
        name = tidy_line(said.get("law", "")).strip("《》")
        facts = {"short": tidy_line(said.get("short", "")), "version": tidy_line(said.get("version", ""))}
        return law_of(self.reading.given, law=name, day=day_of(said.get("in_force_from", "")), **facts)

    def draft(self, asked: Asked) -> Draft:
        """Return a question as a draft."""
        facts = dict(asked.facts)
        law, facts["article"] = self._article(asked, facts.get("article", ""))
        stem, key = _answer_of(asked.stem, facts.get("key", ""))
        type_ = type_of(facts.pop("type", "")) or asked.type or _guess(asked, stem, key)
        return self.reading.draft(
            _place(asked.line),
            {**facts, **self._case(asked.case)},
            type_=type_,
            stem=mark_blanks(stem) if type_ == "fill_in" else stem,
            pictures=self._pictures(asked.pictures, asked.line),
            law=law,
            options=tuple(asked.options) or (RIGHT_WRONG if type_ == "true_false" else ()),
            key=key_of(key, type_) if type_ in CHOICES else (),
            words=read_words(key) if type_ == "fill_in" else (),
            guide=tidy(key) if type_ == "short_answer" else "",
            explanation=tidy(facts.get("explanation", "")),
            cells=self._cells(asked),
        )

    def _article(self, asked: Asked, said: str) -> tuple[Law, str]:
        """Return the law and the article: ``《行政处罚法》第九条`` names a law, ``第九条`` is of the present one."""
        named = _NAMED.fullmatch(tidy(said))
        if named is None:
            return self._law(asked.law), tidy_line(said)
        name = tidy_line(named[1])
        known = self.laws.get(name)
        return known or law_of(self.reading.given, law=name), tidy_line(named[2])

    def _case(self, case: CaseText | None) -> dict[str, str]:
        if case is None:
            return {}
        code = case.code or "C-" + hashlib.sha256(case.text.encode()).hexdigest()[:CODE_DIGITS]
        if code not in self.reading.cases.known:
            pictures = self._pictures(case.pictures, case.line)
            self.reading.cases.known[code] = Case(code, case.text, pictures)
        return {"case": code}

    def _pictures(self, shown: list[tuple[str, str, str]], line: Line) -> tuple[Picture, ...]:
        found = []
        for target, alt, place in shown:
            part = self.document.part.related_parts.get(target)
            data = part.blob if part is not None else b""
            most = self.reading.given.most_picture_kb
            sha256 = self.reading.found.take_picture(_place(line), data, most_kb=most)
            found += [Picture(sha256, alt, place)] if sha256 else []
        return tuple(found)

    def _cells(self, asked: Asked) -> dict[str, str]:
        places = {part: _place(line) for part, line in asked.lines.items()}
        places |= {part: places["key"] for part in ("words", "guide") if "key" in places}
        return places | ({"case_stem": _place(asked.case.line)} if asked.case else {})


def _answer_of(stem: str, key: str) -> tuple[str, str]:
    """Return the stem and the key; a key that stands in brackets in the stem is taken out of it."""
    found = _ANSWERED.findall(stem)
    if len(found) != 1 or (key and set(key_of(key, "true_false")) != set(key_of(found[0], "true_false"))):
        return stem, key
    return _ANSWERED.sub("（  ）", stem), key or found[0]


def _guess(asked: Asked, stem: str, key: str) -> str:
    """Return the type of a question that does not say it."""
    if asked.options:
        return "multiple" if len(key_of(key, "multiple")) > 1 else "single"
    if tidy_line(key).upper() in RIGHT_OR_WRONG:
        return "true_false"
    return "fill_in" if BLANK in mark_blanks(stem) or blanks_in(stem) else "short_answer"
