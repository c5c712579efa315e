"""Items as GIFT; what GIFT has no syntax for stands in comment lines, which other programs pass over."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping, Sequence

from exams.bank.pictures import Drawn
from exams.imports.columns import HEADINGS
from exams.imports.draft import LETTERS, STEM, Case, Draft, Picture
from exams.imports.gift import CASE_PICTURE, PICTURE
from exams.imports.labels import CASE, labels_of
from exams.imports.text import BLANK, write_words

_SPECIAL = re.compile(r"([~=#{}:\\])")
_FORMATTED = re.compile(r"\[(html|moodle|plain|markdown)\]")
ABOUT = "// 由本系统导出。以“// 列名：内容”形式写的行，导入本系统时读取，其他软件不读。"


def write(drafts: Sequence[Draft], pictures: Mapping[str, Drawn]) -> bytes:
    """Return a GIFT file in UTF-8 of items with their pictures, by SHA-256."""
    lines, law, told = [ABOUT, ""], "", set[str]()
    for draft in drafts:
        if draft.law.short != law:
            law = draft.law.short
            lines += [f"$CATEGORY: {' '.join(law.split('/'))}", ""]
        if draft.case and draft.case.code not in told:
            told.add(draft.case.code)
            lines += [*_case(draft.case, pictures), ""]
        lines += [*_item(draft, pictures), ""]
    return "\n".join(lines).encode()


def _case(case: Case, pictures: Mapping[str, Drawn]) -> Iterator[str]:
    yield _comment(HEADINGS["type"], CASE)
    yield _comment(HEADINGS["case"], case.code)
    for picture in case.pictures:
        yield _picture(CASE_PICTURE, picture, pictures)
    yield f"::{_escape(case.code)}::[plain]{_escape(case.stem)}"


def _item(draft: Draft, pictures: Mapping[str, Drawn]) -> Iterator[str]:
    yield f"// [id:{_mark(draft.code)}]" + (f" [tag:{_mark(draft.topic)}]" if draft.topic else "")
    for name, value in labels_of(draft):
        yield _comment(HEADINGS[name], value)
    if draft.type == "short_answer":
        yield _comment(HEADINGS["key"], draft.guide)
    elif draft.type == "fill_in":
        yield _comment(HEADINGS["key"], write_words(draft.words))
    for picture in draft.pictures:
        yield _picture(PICTURE, picture, pictures)
    before, after = draft.stem, ""
    if len(draft.words) == 1:
        before, _blank, after = draft.stem.partition(BLANK)
    yield f"::{_escape(draft.code)}::[plain]{_escape(before)}{{"
    yield from _answers(draft)
    if draft.explanation:
        yield f"####{_answer(draft.explanation)}"
    yield f"}}{_escape(after)}"


def _answers(draft: Draft) -> Iterator[str]:
    if draft.type == "true_false":
        yield "T" if draft.key == ("A",) else "F"
    elif draft.type == "fill_in":
        words = draft.words[0] if len(draft.words) == 1 else (write_words(draft.words),)
        yield from (f"={_answer(word)}" for word in words)
    elif draft.type == "multiple":
        share = f"{100 / len(draft.key):.5f}".rstrip("0").rstrip(".")
        for letter, option in zip(LETTERS, draft.options, strict=False):
            yield f"~%{share if letter in draft.key else -100}%{_answer(option)}"
    else:
        for letter, option in zip(LETTERS, draft.options, strict=False):
            sign, weight = ("=", 100) if letter in draft.key else ("~", 0)
            yield f"{sign}{f'%{weight}%' if option.startswith('%') else ''}{_answer(option)}"


def _answer(text: str) -> str:
    return f"[plain]{_escape(text)}" if _FORMATTED.match(text) else _escape(text)


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text).replace("\n", "\\n")


def _comment(heading: str, value: str) -> str:
    return f"// {heading}：" + value.replace("\\", "\\\\").replace("\n", "\\n")


def _mark(text: str) -> str:
    return text.replace("\\", "\\\\").replace("]", "\\]")


def _picture(heading: str, picture: Picture, pictures: Mapping[str, Drawn]) -> str:
    drawn = pictures[picture.sha256]
    encoded = base64.b64encode(drawn.data).decode()
    return _comment(heading, f"{picture.place or STEM} data:{drawn.kind};base64,{encoded} {picture.alt}")
