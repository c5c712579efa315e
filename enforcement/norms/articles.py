"""The order and the keys of articles of a law: pure.

An article is known by a whole number: 第三十条 by 30, 第三十条之一, which is an article of its own, by 10,030.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

MOST: Final = 9_999
MOST_BESIDE: Final = 99
_BESIDE: Final = MOST + 1
_NUMBER = re.compile(r"第([零〇一二三四五六七八九十百千\d]+)([编章节条款项目])")
_ARTICLE = re.compile(r"第\s*([零〇一二三四五六七八九十百千\d]+)\s*条(?:\s*之\s*([零〇一二三四五六七八九十百千\d]+))?")
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0}
_UNITS = {"十": 10, "百": 100, "千": 1000}


def order_of(article: str) -> tuple[tuple[int, ...], str]:
    """Return what articles are sorted by: 第九条第一款 comes after 第九条 and before 第十条."""
    return tuple(number(found) for found, _unit in _NUMBER.findall(article)), article


def keys_of(article: str) -> frozenset[int]:
    """Return the key of the first article that a text names, nothing where it names none that a law can have."""
    hit = _ARTICLE.search(article)
    key = key_of(hit[1], hit[2]) if hit else 0
    return frozenset({key} if key else ())


def key_of(main: str, beside: str | None) -> int:
    """Return the key of an article by the numerals of 第…条之…, 0 for one beyond what a law can have."""
    one, two = number(main), number(beside) if beside else 0
    return one + two * _BESIDE if one <= MOST and two <= MOST_BESIDE else 0


def between(first: int, last: int) -> range:
    """Return the keys between two articles: those beside one article, or whole articles."""
    (_two, one), (most, until) = divmod(first, _BESIDE), divmod(last, _BESIDE)
    if one == until:
        return range(first + _BESIDE, last, _BESIDE)
    return range(one + 1, until + bool(most))


def is_beside(key: int) -> bool:
    """Return whether a key is that of an article beside another, such as 第三十条之一."""
    return key > MOST


def in_words(keys: Iterable[int]) -> str:
    """Return articles in words, in the order of the law."""
    parts = sorted((key % _BESIDE, key // _BESIDE) for key in keys)
    return "、".join(f"第{one}条之{two}" if two else f"第{one}条" for one, two in parts)


def number(words: str) -> int:
    """Return a Chinese numeral below 10,000, or one of digits, as a number: 二百一十三 is 213."""
    if words.isdigit():
        return int(words)
    total, digit = 0, 0
    for sign in words:
        if sign in _UNITS:
            total += (digit or 1) * _UNITS[sign]
            digit = 0
        elif sign.isdigit():
            digit = digit * 10 + int(sign)
        else:
            digit = _DIGITS[sign]
    return total + digit
