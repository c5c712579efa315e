"""Read citations such as 行政处罚法第五十四条、第五十五条；《城市道路管理条例》第二十七条第一项: pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from enforcement.norms.articles import MOST, between, key_of

_NUMERAL = r"[零〇一二三四五六七八九十百千\d]+"
_WHOLE = rf"第\s*({_NUMERAL})\s*条(?:\s*之\s*({_NUMERAL}))?"
_ARTICLE = re.compile(rf"{_WHOLE}(?:第{_NUMERAL}款)?(?:第?[（(]?{_NUMERAL}[)）]?项)?")
_JOINTS = re.compile(rf"(?:[、，,和及与至或或者\s]|第?[（(]?{_NUMERAL}[)）]?[款项])*\Z")
_LEADS = re.compile(r"\A(?:[、，,和及与或\s]|依据|根据|依照|按照|(?:涉嫌)?违反了?|适用)+")
_QUOTED = re.compile(r"《([^》]+)》")
_ITEM = re.compile(rf"第?[（(]?{_NUMERAL}[)）]?[款项]\Z")
_SENTENCES = re.compile(r"[；;。\n]")
_TITLE = re.compile(r"(?:法|法典|条例|规定|办法|细则|规则|标准|决定|意见|通知|号)\Z")
_BARE = frozenset({"规定", "办法", "条例", "细则", "规则", "标准", "决定", "意见", "通知"})  # 第…条的规定 names no norm
_THROUGH = frozenset({"至", "到", "—", "－", "-"})
LONGEST = 120


@dataclass(frozen=True, slots=True)
class Citation:
    """A norm and the articles of it that are cited, by their keys."""

    title: str
    articles: frozenset[int] = frozenset()
    text: str = ""


def cited(text: str) -> list[Citation]:
    """Return the norms that a text cites, each once, in the order of the text."""
    found: dict[str, tuple[set[int], list[str]]] = {}
    for sentence in _SENTENCES.split(text):
        for title, article, words in _read(sentence):
            numbers, parts = found.setdefault(title, (set(), []))
            if article:
                numbers.add(article)
            parts.append(words)
    return [
        Citation(title, frozenset(numbers), "、".join(dict.fromkeys(p for p in parts if p)))
        for title, (numbers, parts) in found.items()
    ]


def _read(sentence: str) -> Iterator[tuple[str, int, str]]:
    title, end, last = "", 0, 0
    for hit in _ARTICLE.finditer(sentence):
        words = sentence[end : hit.start()]
        if not (title and _JOINTS.match(words)):
            *others, title = _titles(words) or [title]
            yield from ((other, 0, other) for other in others)
        article = key_of(hit[1], hit[2])
        if title:
            if article and words.strip() in _THROUGH:
                yield from ((title, n, "") for n in between(last, article))
            yield title, article, hit[0]
        end, last = hit.end(), article or MOST
    for other in _titles(sentence[end:]):
        if _TITLE.search(other) and other not in _BARE:
            yield other, 0, other


def _titles(words: str) -> list[str]:
    """Return the titles in the words before an article: those in 《》, else the words themselves."""
    quoted = [title.strip()[:LONGEST] for title in _QUOTED.findall(words)]
    if quoted:
        return quoted
    plain = _ITEM.sub("", _LEADS.sub("", words).strip(" 、，,的"))
    return [plain[:LONGEST]] if plain else []
