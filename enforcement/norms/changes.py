"""The articles that a version changes, as a clerk types them: one line each, 第五十四条 修改."""

from __future__ import annotations

import re

from django.utils.translation import gettext_lazy as _

from enforcement.errors import Invalid
from enforcement.norms.articles import keys_of
from enforcement.norms.models import ArticleChange

KINDS = ArticleChange.Kind
WORDS = {
    "": KINDS.AMENDED, "修改": KINDS.AMENDED, "修订": KINDS.AMENDED, "新增": KINDS.ADDED, "增加": KINDS.ADDED,
    "废止": KINDS.REPEALED, "删去": KINDS.REPEALED, "删除": KINDS.REPEALED,
}  # fmt: skip
_NUMERAL = r"[零〇一二三四五六七八九十百千\d]"
_LINE = re.compile(rf"(第{_NUMERAL}{{1,12}}条(?:之{_NUMERAL}{{1,3}})?)\s*[:：]?\s*(\S*)\Z")


class NotAnArticle(Invalid):
    """Refuse a line that does not name an article."""

    sentence = _("This line names no article, or says something else than amended, added or repealed.")
    remedy = _("Write one article to a line, then a space and amended (修改), added (新增) or repealed (废止).")

    def __init__(self, line: int, text: str) -> None:
        super().__init__(
            _("Line %(line)s “%(text)s” names no article, or says something else than amended, added or repealed.")
            % {"line": line, "text": text[:40]},
            field="changes",
        )


class TwiceChanged(Invalid):
    """Refuse an article that stands there twice."""

    sentence = _("An article stands there twice.")
    remedy = _("Keep one line for each article.")


def read_changes(text: str) -> list[tuple[str, str]]:
    """Return articles with the kind of their change.

    Raises:
        NotAnArticle, TwiceChanged
    """
    found: dict[str, str] = {}
    for n, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        hit = _LINE.match(line.strip())
        if hit is None or hit[2] not in WORDS or not keys_of(hit[1]):
            raise NotAnArticle(n, line.strip())
        if hit[1] in found:
            raise TwiceChanged(field="changes")
        found[hit[1]] = WORDS[hit[2]]
    return list(found.items())
