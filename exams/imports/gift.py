"""Items from GIFT, the text format of Moodle; what GIFT has no syntax for is read from comment lines."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from exams.imports.draft import RIGHT_WRONG, STEM, Case, Draft, Picture
from exams.imports.found import MOST_ITEMS, Found, Given, Unreadable
from exams.imports.gift_answers import Answers, answers_of
from exams.imports.labels import CASE, Reading, named
from exams.imports.markup import from_text, refuse_lost
from exams.imports.text import BLANK, blanks_in, read_words, tidy
from exams.imports.vocabulary import type_of

_TITLE = re.compile(r"\s*::((?:\\.|[^\\])*?)::", re.DOTALL)
_FORMAT = re.compile(r"\s*\[(html|moodle|plain|markdown)\]")
_LABEL = re.compile(r"//\s*([^\s：:]{1,12})[：:]\s*(.*)")
_MARK = re.compile(r"\[(id|tag):((?:\\.|[^\\\]])*)\]")
_PICTURE = re.compile(r"(\w+) data:image/\w+;base64,(\S+) ?(.*)")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
PICTURE = "图片"
CASE_PICTURE = "案例图片"


@dataclass(slots=True)
class _Block:
    """One question as it stands in the file: the line where it begins, its comments, its text."""

    line: int
    comments: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)


def read(data: bytes, given: Given) -> Found:
    """Return the items of a GIFT file and what could not be read."""
    reading = Reading(given)
    found = reading.found
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = data.decode("gb18030")
        except UnicodeDecodeError:
            found.refuse(_("file"), _("the text is neither UTF-8 nor GB 18030; save it as UTF-8"))
            return found
    blocks = list(_blocks(text))
    if len(blocks) > MOST_ITEMS:
        found.refuse(_("file"), _("a file may bring at most %(count)d items") % {"count": MOST_ITEMS})
        return found
    found.add(draft for draft in (_item(reading, n, block, len(blocks)) for n, block in enumerate(blocks)) if draft)
    if not found.drafts and not found.problems:
        found.refuse(_("file"), _("there is no question in this file"))
    return found


def _blocks(text: str) -> Iterator[_Block]:
    block = _Block(1)
    for number, line in enumerate([*re.split(r"\r\n|\r|\n", text), ""], start=1):
        bare = line.strip()
        if bare.startswith("//"):
            block.comments.append(bare)
        elif bare and not bare.startswith("$CATEGORY:"):
            block.line = block.line if block.lines else number
            block.lines.append(line)
        elif not bare:
            if block.lines:
                yield block
            block = _Block(number + 1, comments=[] if block.lines else block.comments)


def _item(reading: Reading, number: int, block: _Block, total: int) -> Draft | None:
    if number % 100 == 0:
        reading.given.tick(number, total)
    place = _("line %(line)d") % {"line": block.line}
    try:
        return _draft(reading, place, block)
    except Unreadable as fault:
        reading.found.refuse(place, str(fault))
        return None


def _draft(reading: Reading, place: str, block: _Block) -> Draft | None:
    said = [(label[1], _unescape(label[2])) for line in block.comments if (label := _LABEL.match(line))]
    labels, source = named(said), "\n".join(block.lines)
    title = _TITLE.match(source)
    source = source[title.end() :] if title else source
    before, inner, after = _parts(source)
    form = _FORMAT.match(before)
    markup = form[1] if form else "moodle"
    plain = _Text(markup)
    stem = plain.of(before[form.end() :] if form else before)
    rest = plain.of(after)
    pictures = tuple(_pictures(reading, place, said, PICTURE))
    if dict(said).get("题型") == CASE:
        code = labels.get("case", "")
        shown = tuple(_pictures(reading, place, said, CASE_PICTURE))
        reading.cases.known.setdefault(code, Case(code, stem, shown))
        return None
    if inner is None:
        raise Unreadable(_("this is a text without answers, which is no question"))
    labels = _with_marks(labels, block)
    answers = answers_of(inner, plain.of, may_match="type" not in labels)
    return _typed(reading, place, labels, answers, stem, rest, pictures)


def _typed(
    reading: Reading,
    place: str,
    labels: dict[str, str],
    answers: Answers,
    stem: str,
    rest: str,
    pictures: tuple[Picture, ...],
) -> Draft:
    type_ = type_of(labels["type"]) if "type" in labels else answers.type
    if type_ == "fill_in":
        words = read_words(labels["key"]) if "key" in labels else (answers.words,)
        gap = "" if blanks_in(stem) and not rest else BLANK
        return reading.draft(
            place, labels, type_=type_, stem=tidy(f"{stem}{gap}{rest}"), words=words,
            explanation=answers.feedback, pictures=pictures,
        )  # fmt: skip
    if rest:
        stem = tidy(f"{stem} {BLANK} {rest}") if answers.options or answers.right is not None else stem + rest
    if type_ == "short_answer":
        return reading.draft(
            place, labels, type_=type_, stem=stem, guide=tidy(labels.get("key", "")), explanation=answers.feedback,
            pictures=pictures,
        )  # fmt: skip
    options = answers.options
    if answers.right is not None:
        options = (labels.get("option_A", RIGHT_WRONG[0]), labels.get("option_B", RIGHT_WRONG[1]))
    return reading.draft(
        place, labels, type_=type_, stem=stem, options=options, key=answers.key, explanation=answers.feedback,
        pictures=pictures,
    )  # fmt: skip


def _with_marks(labels: dict[str, str], block: _Block) -> dict[str, str]:
    """Return the labels with the code and topic that other programs write, ``[id:…]`` and ``[tag:…]``.

    A title is no code: "Q1" of one file is another question than "Q1" of the next.
    """
    marks = [(kind, _unescape(value)) for line in block.comments for kind, value in _MARK.findall(line)]
    code = next((value for kind, value in marks if kind == "id"), "")
    topic = "、".join(value for kind, value in marks if kind == "tag")
    return {"code": code, "topic": topic, **labels}


def _parts(source: str) -> tuple[str, str | None, str]:
    """Return the text before the answers, the answers, and the text after them."""
    begin = _find(source, "{", 0)
    if begin < 0:
        return source, None, ""
    end = _find(source, "}", begin)
    if end < 0:
        raise Unreadable(_("the answers have no end: a } is missing"))
    if _find(source, "{", end) >= 0 or 0 <= _find(source, "{", begin + 1) < end:
        raise Unreadable(_("a question has one block of answers, here are several"))
    return source[:begin], source[begin + 1 : end], source[end + 1 :]


def _find(source: str, sign: str, begin: int) -> int:
    """Return where a sign stands that no backslash takes its meaning from, or -1."""
    skip = False
    for index in range(begin, len(source)):
        if skip:
            skip = False
        elif source[index] == "\\":
            skip = True
        elif source[index] == sign:
            return index
    return -1


@dataclass(frozen=True, slots=True)
class _Text:
    """Reads the texts of one question, in the form that it names."""

    markup: str

    def of(self, raw: str) -> str:
        form = _FORMAT.match(raw)
        markup, text = (form[1], raw[form.end() :]) if form else (self.markup, raw)
        prose = from_text(_unescape(text), markup)
        refuse_lost(prose, pictures=False)
        return prose.text


def _unescape(raw: str) -> str:
    return _ESCAPE.sub(lambda found: "\n" if found[1] == "n" else found[1], raw)


def _pictures(reading: Reading, place: str, said: list[tuple[str, str]], heading: str) -> Iterator[Picture]:
    for found in (_PICTURE.fullmatch(value) for name, value in said if name == heading):
        try:
            data = base64.b64decode(found[2], validate=True) if found else b""
        except binascii.Error:
            data = b""
        sha256 = reading.found.take_picture(place, data, most_kb=reading.given.most_picture_kb)
        if found and sha256:
            yield Picture(sha256, found[3], found[1] if found[1] != STEM else STEM)
