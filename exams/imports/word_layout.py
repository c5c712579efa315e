"""The layout of a Word document of items, paragraph by paragraph: pure.

A heading sets the type, ``法律：`` and its companions set the law, ``案例：`` begins a shared text; ``1.`` begins a
question, ``A.`` an option, ``答案：`` and other labels what is said of it. Chinese and Western signs are the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from exams.imports.draft import LETTERS
from exams.imports.text import tidy
from exams.imports.vocabulary import TYPES, type_of
from exams.imports.word_lines import Line
from exams.imports.word_numbers import OPTION, QUESTION

LABELS: Final = {
    **dict.fromkeys(("答案", "正确答案", "参考答案", "标准答案"), "key"),
    **dict.fromkeys(("解析", "答案解析", "试题解析"), "explanation"),
    **dict.fromkeys(("依据", "法律依据", "法条", "条文"), "article"),
    **dict.fromkeys(("难度", "难易度", "难易程度"), "difficulty"),
    "题型": "type",
    **dict.fromkeys(("知识点", "考点"), "topic"),
    **dict.fromkeys(("编号", "试题编号"), "code"),
    **dict.fromkeys(("评分要点", "评分标准", "采分点"), "points"),
    "选项不乱序": "fixed",
}
OF_LAW: Final = {
    **dict.fromkeys(("法律", "法律名称", "法规名称"), "law"), **dict.fromkeys(("简称", "法律简称"), "short"),
    "版本": "version", "施行日期": "in_force_from",
}  # fmt: skip
_QUESTION = re.compile(r"(?:第\s*)?(\d{1,4})\s*(?:题\s*[.．、：:]?|[.．、)）](?!\d))\s*")
_HEADING = re.compile(r"[一二三四五六七八九十]{1,3}\s*[、.．]\s*(\w{2,6}?)(?:\s*[（(：:].*)?")
_OPTION = re.compile(r"(?:^|(?<=[\s。；;）)]))[（(]?([A-HＡ-Ｈ])(?:\s*[.．、：:]|[)）])\s*")
_NAMES = "|".join(sorted(LABELS, key=len, reverse=True))
_LABEL = re.compile(rf"(?:^|(?<=[\s。；;）)]))(?:[【\[]({_NAMES})[】\]]\s*[:：]?|({_NAMES})\s*[:：])\s*")
_LAW = re.compile(rf"({'|'.join(OF_LAW)})\s*[:：]\s*(.+)")
_CASE = re.compile(r"【?案例】?\s*[:：]\s*(.*)")
_CASE_END = re.compile(r"【?案例(?:结束|完)】?")
_TYPED = re.compile(rf"[【\[（(]({'|'.join(name for name in TYPES if not name.isascii())})[】\]）)]\s*")


@dataclass(slots=True)
class Asked:
    """A question as it stands: its texts, where each of its parts is, its pictures (target, words, place)."""

    line: Line
    law: dict[str, str]
    type: str
    case: CaseText | None
    stem: str = ""
    options: list[str] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)
    lines: dict[str, Line] = field(default_factory=dict)
    pictures: list[tuple[str, str, str]] = field(default_factory=list)


@dataclass(slots=True)
class CaseText:
    """A shared text as it stands."""

    line: Line
    code: str
    text: str = ""
    pictures: list[tuple[str, str, str]] = field(default_factory=list)


@dataclass(slots=True)
class Layout:
    """Takes the lines of a document in their order.

    ``asked`` are the questions, ``astray`` lines that belong to none, ``doubled`` lines that say a thing again.
    """

    asked: list[Asked] = field(default_factory=list)
    astray: list[Line] = field(default_factory=list)
    doubled: list[Line] = field(default_factory=list)
    _law: dict[str, str] = field(default_factory=dict)
    _type: str = ""
    _case: CaseText | None = None
    _in_case: bool = False
    _now: Asked | None = None
    _part: str = ""

    def take(self, line: Line) -> None:
        """Take one paragraph; lines within it count as paragraphs of their own."""
        for number, text in enumerate(line.text.split("\n")):
            self._take(line, text, line.mark if number == 0 else "")
        self._keep_pictures(line)

    def _take(self, line: Line, text: str, mark: str) -> None:
        flat = text.strip()
        begun = _QUESTION.match(flat)
        if mark == QUESTION or (begun and not mark):
            self._begin(line, flat[begun.end() :] if begun and not mark else flat)
        elif mark == OPTION and self._now:
            self._option(line, flat)
        elif not self._is_frame(line, flat):
            self._go_on(line, flat)

    def _begin(self, line: Line, text: str) -> None:
        typed = _TYPED.match(text)
        self._now = Asked(line, dict(self._law), type_of(typed[1]) if typed else self._type, self._case)
        self.asked.append(self._now)
        self._in_case, self._part = False, "stem"
        self._go_on(line, text[typed.end() :] if typed else text)

    def _is_frame(self, line: Line, text: str) -> bool:
        """Take what stands between questions: a heading, a law, the beginning or end of a case."""
        heading, law, case = _HEADING.fullmatch(text), _LAW.fullmatch(text), _CASE.fullmatch(text)
        if heading and heading[1] in TYPES:
            self._type, self._case = type_of(heading[1]), None
        elif law:
            name = OF_LAW[law[1]]
            self._law = {name: law[2]} if name == "law" else {**self._law, name: law[2]}
        elif case:
            self._case = CaseText(line, case[1].strip())
        elif _CASE_END.fullmatch(text):
            self._case = None
        else:
            return False
        self._now, self._in_case = None, bool(case)
        return True

    def _go_on(self, line: Line, text: str) -> None:
        if self._in_case and self._case:
            self._case.text = tidy(f"{self._case.text}\n{text}")
        elif self._now is None:
            if self.asked and text:
                self.astray.append(line)
        else:
            self._split(line, text)

    def _split(self, line: Line, text: str) -> None:
        """Take a line of a question: what belongs to the part before it, then options and labels within it."""
        begin, part = 0, ""
        for end, found, after in [*self._signs(text), (len(text), "", 0)]:
            self._add(line, part, text[begin:end])
            begin, part = after, found

    def _signs(self, text: str) -> Iterator[tuple[int, str, int]]:
        labels = [(m.start(), LABELS[m[1] or m[2]], m.end()) for m in _LABEL.finditer(text)]
        limit = labels[0][0] if labels else len(text)
        if not (self._now and self._now.facts):
            yield from self._letters(text[:limit])
        yield from labels

    def _letters(self, text: str) -> Iterator[tuple[int, str, int]]:
        """Yield the options of a text: each the letter after the one before it."""
        count = len(self._now.options) if self._now else 0
        for found in _OPTION.finditer(text):
            if count < len(LETTERS) and unicodedata.normalize("NFKC", found[1]) == LETTERS[count]:
                yield found.start(), OPTION, found.end()
                count += 1

    def _option(self, line: Line, text: str) -> None:
        self._add(line, OPTION, text)

    def _add(self, line: Line, part: str, text: str) -> None:
        """Add text to a part, or to the one that was last spoken of."""
        now = self._now
        if now is None:
            return
        if part == OPTION:
            now.options.append("")
            now.lines.setdefault(f"option_{LETTERS[min(len(now.options), len(LETTERS)) - 1]}", line)
        elif part:
            self.doubled += [line] if part in now.facts else []
            now.facts.setdefault(part, "")
            now.lines.setdefault(part, line)
        self._part = part or self._part
        if self._part == "stem":
            now.stem = tidy(f"{now.stem}\n{text}")
        elif self._part == OPTION:
            now.options[-1] = tidy(f"{now.options[-1]}\n{text}")
        elif self._part in now.facts:
            now.facts[self._part] = tidy(f"{now.facts[self._part]}\n{text}")

    def _keep_pictures(self, line: Line) -> None:
        if self._in_case and self._case:
            self._case.pictures += [(target, alt, "stem") for target, alt in line.pictures]
        elif self._now is not None:
            place = LETTERS[len(self._now.options) - 1] if self._part == OPTION else "stem"
            self._now.pictures += [(target, alt, place) for target, alt in line.pictures]
        elif line.pictures:
            self.astray.append(line)


def laid_out(lines: Iterable[Line]) -> Layout:
    """Return the questions of a document."""
    layout = Layout()
    for line in lines:
        layout.take(line)
    return layout
