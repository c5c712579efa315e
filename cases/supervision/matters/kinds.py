"""The letters of supervision: who issues each, from when, by which article, with which term; pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.supervision.matters.parameters import DECISION, NOTICE, NOTICE_USED, OPINION, URGING
from enforcement.errors import Refusal

NATIONAL: Final = date(2026, 2, 1)
"""行政执法监督条例 (国务院令第825号) came into force on that day."""


class NotInForce(Refusal):
    """Refuse a letter of a kind that was not law on the day."""

    sentence = _("This kind of letter was not yet, or is no longer, law on that day.")
    article = "行政执法监督条例（国务院令第825号，2026年2月1日起施行）"


@dataclass(frozen=True, slots=True)
class LetterKind:
    """A kind of letter: its words, the code of its paper, its sign in numbers, the setting of its term, days in force.

    ``used`` is the setting that says whether it is issued here at all; "" for one that always is.
    """

    code: str
    title_zh: str
    issuer: str | Promise
    when: str | Promise
    reply: str | Promise
    article: str
    paper: str = ""
    sign: str = ""
    term: str = ""
    used: str = ""
    from_on: date = NATIONAL
    to_on: date | None = None

    def in_force(self, on: date) -> bool:
        """Return whether the letter may be issued on a day."""
        return self.from_on <= on and (self.to_on is None or on <= self.to_on)


_BODY, _GOVERNMENT = _("justice department of the county"), _("people's government of the county")
_IN_LETTER: Final = _("within the term named in the letter")
_ALL: Final = (
    LetterKind("urging", "行政执法监督督办函", _BODY, _("the organ fails to act"), _IN_LETTER,
               "行政执法监督条例第二十七条", "DB", "监督", URGING),
    LetterKind("opinion", "行政执法监督意见书", _BODY, _("illegal or clearly improper"),
               _("within the term named in the letter; in Shandong 30 days unless it says otherwise"),
               "行政执法监督条例第二十八条；山东省行政执法监督条例第二十八条", "YJS", "监意", OPINION),
    LetterKind("decision", "行政执法监督决定书", _GOVERNMENT, _("a major problem, or the first two were not obeyed"),
               _("report on execution within 30 days"),
               "行政执法监督条例第二十九条；山东省行政执法监督条例第二十九条至第三十四条", "JD", "监决", DECISION),
    LetterKind("notice", "行政监督通知书", _("supervising body or legal body of the government"),
               _("the rules of procedure were broken"), _("report within 30 days"),
               "山东省行政程序规定第一百二十八条", "TZS", "监知", NOTICE, NOTICE_USED, date(2012, 1, 1)),
    LetterKind("review_opinion", "行政复议意见书", _("reconsideration organ"), _("found in a reconsideration"),
               _("within 60 days"), "中华人民共和国行政复议法第七十六条", "FYS", "复意", from_on=date(2024, 1, 1)),
)  # fmt: skip
KINDS: Final[dict[str, LetterKind]] = {kind.code: kind for kind in _ALL}
