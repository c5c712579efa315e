"""The order of articles of a law: pure."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"第([零〇一二三四五六七八九十百千\d]+)([编章节条款项目])")
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0}
_UNITS = {"十": 10, "百": 100, "千": 1000}


def order_of(article: str) -> tuple[tuple[int, ...], str]:
    """Return what articles are sorted by: 第九条第一款 comes after 第九条 and before 第十条."""
    return tuple(number(found) for found, _unit in _NUMBER.findall(article)), article


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
