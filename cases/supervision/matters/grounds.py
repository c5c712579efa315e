"""What the government may decide, and on which grounds (山东省行政执法监督条例第二十九条至第三十四条)."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

OTHER: Final = "other"
GROUNDS: Final[dict[str, dict[str, tuple[str, str | Promise]]]] = {
    "perform": {"not_performed": ("不履行或者拖延履行法定职责", _("does not act, or delays"))},
    "correct": {
        "no_reasons": ("未说明理由，当事人等没有异议", _("no reasons stated, and nobody objects")),
        "clerical": ("文字表述或者计算错误", _("an error of words or figures")),
        "undated": ("未载明作出日期", _("no date")),
    },
    "annul": {
        "facts": ("主要事实不清、证据不足", _("main facts unclear or evidence thin")),
        "law": ("适用依据错误", _("wrong law applied")),
        "procedure": ("违反法定程序，且不能补正", _("procedure broken and not curable")),
        "ultra_vires": ("超越职权", _("beyond its powers")),
        "improper": ("明显不当", _("clearly improper")),
    },
    "illegal": {},
    "invalid": {
        "no_basis": ("没有法定依据", _("no basis in law")),
        "no_seal": ("未加盖印章", _("no seal")),
        "impossible": ("内容不可能实施", _("cannot be executed")),
    },
}
"""Grounds by what is decided: the Chinese words of the paper, the words of the form. Each may also rest on another."""

SAID: Final = {
    "perform": "责令限期履行", "correct": "责令补正或者改正", "annul": "撤销", "illegal": "确认违法",
    "invalid": "确认无效",
}  # fmt: skip
SET_ASIDE: Final = {"annul": "annulled", "illegal": "illegal", "invalid": "invalid"}
"""What it makes of a case's decision, as remedies say it."""


def ground_zh(measure: str, ground: str) -> str:
    """Return a ground as the paper says it, "" for one that its text tells."""
    return GROUNDS.get(measure, {}).get(ground, ("", ""))[0]


def fits(measure: str, ground: str) -> bool:
    """Return whether a ground carries what is decided."""
    return ground == OTHER or ground in GROUNDS.get(measure, {})
