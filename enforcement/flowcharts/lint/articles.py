"""Read articles as laws write them: 第六十七条第三款, 第二十二条至第二十八条, 第四条、第三十八条."""

from __future__ import annotations

import re
from functools import lru_cache

from enforcement.flowcharts.graph import Node

_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2}
_SPAN = re.compile(r"第([零一二三四五六七八九十百]+)条(?:[^、；，至]*至第([零一二三四五六七八九十百]+)条)?")


def number(words: str) -> int:
    """Return a number below one thousand that is written in Chinese, such as 一百二十三."""
    total, last = 0, 0
    for sign in words:
        if sign in _DIGITS:
            last = _DIGITS[sign]
        else:
            total += (last or 1) * (100 if sign == "百" else 10)
            last = 0
    return total + last


@lru_cache(maxsize=4096)
def spans(article: str) -> tuple[tuple[int, int], ...]:
    """Return the articles named as pairs of first and last."""
    return tuple((number(first), number(last or first)) for first, last in _SPAN.findall(article))


def names(article: str, wanted: int) -> bool:
    """Say whether an article, or a range of articles, holds one by its number."""
    return any(first <= wanted <= last for first, last in spans(article))


def rests_on(node: Node, law: str, *wanted: int) -> bool:
    """Say whether a step names one of some articles of a law as its basis, alone or within a range."""
    bases = node.step.bases if node.step else ()
    return any(basis.law == law and any(names(basis.article, n) for n in wanted) for basis in bases)
