"""The words of a penalty: kinds, amounts in figures and in capital characters, facts with their evidence. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final, Protocol

from django.utils.translation import get_language

# Kinds of penalty (行政处罚法第九条) by code: Chinese, English.
KINDS: Final[dict[str, tuple[str, str]]] = {
    "warning": ("警告、通报批评", "warning or public criticism"),
    "fine": ("罚款", "fine"),
    "confiscation": ("没收违法所得、没收非法财物", "confiscation"),
    "suspend_licence": ("暂扣许可证件", "suspension of a licence"),
    "downgrade": ("降低资质等级", "downgrading of qualification"),
    "revoke_licence": ("吊销许可证件", "revocation of a licence"),
    "restrict": ("限制开展生产经营活动、限制从业", "restriction of business or of work in the trade"),
    "shutdown": ("责令停产停业", "suspension of production or business"),
    "close": ("责令关闭", "closure"),
    "detention": ("行政拘留", "detention"),
}
EVIDENCE_MARK: Final = "\n【证据】\n"
_DIGITS: Final = "零壹贰叁肆伍陆柒捌玖"
_PLACES: Final = ("", "拾", "佰", "仟")
_GROUPS: Final = ("", "万", "亿", "万亿")


class Terms(Protocol):
    """Whatever carries the terms of a penalty."""

    fine: Decimal
    confiscation: Decimal
    kinds: list[str]
    other: str


def kind_title(code: str) -> str:
    """Return the name of a kind of penalty in the reader's language."""
    zh, en = KINDS.get(code, (code, code))
    return en if (get_language() or "").startswith("en") else zh


def kind_choices() -> list[tuple[str, str]]:
    """Return the kinds of penalty to choose from, in the reader's language."""
    return [(code, kind_title(code)) for code in KINDS]


def with_amounts(kinds: Iterable[str], fine: Decimal, confiscation: Decimal) -> list[str]:
    """Return the kinds of a penalty in the order of the law, those that its amounts imply included."""
    given = {*kinds, *(["fine"] if fine else []), *(["confiscation"] if confiscation else [])}
    return [code for code in KINDS if code in given]


def join_evidence(facts: str, evidence: str) -> str:
    """Return facts and the list of evidence as one text."""
    return f"{facts.strip()}{EVIDENCE_MARK}{evidence.strip()}" if evidence.strip() else facts.strip()


def split_evidence(text: str) -> tuple[str, str]:
    """Return facts and the list of evidence of one text."""
    facts, _mark, evidence = text.partition(EVIDENCE_MARK)
    return facts, evidence


def say(terms: Terms) -> list[str]:
    """Return each part of a penalty as a Chinese sentence without its full stop."""
    said = []
    for code in terms.kinds:
        if code == "fine" and terms.fine:
            said.append(f"罚款人民币{terms.fine:,.2f}元（大写：{in_capitals(terms.fine)}）")
        elif code == "confiscation" and terms.confiscation:
            said.append(
                f"没收违法所得（非法财物）人民币{terms.confiscation:,.2f}元（大写：{in_capitals(terms.confiscation)}）"
            )
        else:
            said.append(KINDS.get(code, (code, code))[0])
    return said + ([terms.other] if terms.other else [])


def in_capitals(amount: Decimal) -> str:
    """Return an amount of yuan in capital characters (支付结算办法附一): 伍仟元整, 壹拾贰万零叁拾元伍角."""
    cents = int((Decimal(amount) * 100).to_integral_value())
    yuan, jiao, fen = cents // 100, cents // 10 % 10, cents % 10
    whole = f"{_integer(yuan)}元" if yuan or not cents else ""
    if not jiao and not fen:
        return f"{whole}整"
    gap = "零" if yuan and not jiao else ""
    return f"{whole}{gap}{_DIGITS[jiao] + '角' if jiao else ''}{_DIGITS[fen] + '分' if fen else ''}"


def _integer(number: int) -> str:
    if not number:
        return "零"
    groups: list[str] = []
    index, left, gap = 0, number, False
    while left:
        left, part = divmod(left, 10000)
        if part:
            words = _group(part) + _GROUPS[index] + ("零" if gap else "")
            groups.append(words)
            gap = part < 1000 and left > 0  # noqa: PLR2004
        else:
            gap = bool(groups)
        index += 1
    return "".join(reversed(groups))


def _group(part: int) -> str:
    words, gap = "", False
    for place in (3, 2, 1, 0):
        digit = part // 10**place % 10
        if digit:
            words += ("零" if gap and words else "") + _DIGITS[digit] + _PLACES[place]
            gap = False
        else:
            gap = True
    return words
