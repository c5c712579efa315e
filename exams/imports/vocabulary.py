"""The words of item files: names of types, of right and wrong, of difficulties; days and keys as people write them."""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from datetime import date

from exams.imports.draft import LETTERS, NO_DAY, NO_LAW, Law
from exams.imports.found import Given, short_of
from exams.imports.text import tidy_line

TYPES = {
    **dict.fromkeys(("单选", "单选题", "单项选择", "单项选择题", "single"), "single"),
    **dict.fromkeys(("多选", "多选题", "多项选择", "多项选择题", "不定项", "不定项选择题", "multiple"), "multiple"),
    **dict.fromkeys(("判断", "判断题", "判断正误", "是非题", "true_false"), "true_false"),
    **dict.fromkeys(("填空", "填空题", "fill_in"), "fill_in"),
    **dict.fromkeys(("简答", "简答题", "问答题", "论述题", "案例分析题", "short_answer"), "short_answer"),
}  # fmt: skip
NAMES = {"single": "单选", "multiple": "多选", "true_false": "判断", "fill_in": "填空", "short_answer": "简答"}
_RIGHT = ("正确", "对", "√", "✓", "T", "TRUE", "是", "Y")
_WRONG = ("错误", "错", "×", "✗", "X", "F", "FALSE", "否", "N")
RIGHT_OR_WRONG = {**dict.fromkeys(_RIGHT, "A"), **dict.fromkeys(_WRONG, "B")}
_DIFFICULTIES = {"易": 1, "容易": 1, "较易": 2, "中": 3, "中等": 3, "一般": 3, "较难": 4, "难": 5, "困难": 5}
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_YES = frozenset({"是", "固定", "√", "Y", "YES", "TRUE", "1"})
_BETWEEN_LETTERS = re.compile(r"[\s,，、;；.。/]+")


def type_of(name: str) -> str:
    """Return the code of a type by any of its names; a name that is none of them stays as it is."""
    name = tidy_line(name).strip("【】[]（）()")
    return TYPES.get(name, TYPES.get(name.lower(), name))


def difficulty_of(text: str) -> int:
    """Return a difficulty from 1 to 5 written as a figure or a word; 0 for anything else."""
    text = unicodedata.normalize("NFKC", tidy_line(text))
    return int(text) if len(text) == 1 and text.isdecimal() else _DIFFICULTIES.get(text, 0)


def day_of(text: str) -> date:
    """Return a day written as 2021-07-15, 2021/7/15 or 2021年7月15日; ``NO_DAY`` for anything else."""
    found = _DAY.match(tidy_line(text))
    with suppress(ValueError):
        return date(*map(int, found.groups())) if found else NO_DAY
    return NO_DAY


def yes(text: str) -> bool:
    """Return whether a cell says yes."""
    return tidy_line(text).upper() in _YES


def key_of(text: str, type_: str) -> tuple[str, ...]:
    """Return the letters of a key; right or wrong is A or B. What is no letter stays, to be named as a fault."""
    text = tidy_line(text)
    if type_ == "true_false" and text.upper() in RIGHT_OR_WRONG:
        return (RIGHT_OR_WRONG[text.upper()],)
    letters = _BETWEEN_LETTERS.sub("", unicodedata.normalize("NFKC", text)).upper()
    return tuple(sorted(letters, key=lambda letter: (LETTERS.find(letter) % (len(LETTERS) + 1), letter)))


def law_of(given: Given, *, law: str, short: str = "", version: str = "", day: date = NO_DAY) -> Law:
    """Return the law that a file names, completed by what is known of it."""
    base = given.law_named(law or short)
    name = base.law if base.version else law
    if version and version != base.version:
        base = NO_LAW
    return Law(
        name,
        short or (base.short if base.law == name else "") or short_of(name),
        version or base.version,
        base.in_force_from if day == NO_DAY else day,
    )
