"""The grounds in law for ending a case without a penalty, each with its article: a closed list."""

from __future__ import annotations

from typing import Final

P: Final = "中华人民共和国行政处罚法"
# Code: Chinese, English, article, whether the party must be educated (行政处罚法第三十三条第三款).
NO_PENALTY: Final[dict[str, tuple[str, str, str, bool]]] = {
    "slight": ("违法行为轻微并及时改正，没有造成危害后果", "Slight, put right at once, no harm", f"{P}第三十三条第一款",
               True),
    "first": ("初次违法且危害后果轻微并及时改正（可以不予处罚）", "First time, slight harm, put right (may be spared)",
              f"{P}第三十三条第一款", True),
    "no_fault": ("当事人有证据足以证明没有主观过错", "The party proved that it was not at fault",
                 f"{P}第三十三条第二款", True),
    "under_14": ("不满十四周岁的未成年人", "Under fourteen", f"{P}第三十条", True),
    "no_control": ("精神病人、智力残疾人在不能辨认或者不能控制自己行为时有违法行为",
                   "Could not understand or control the act",
                   f"{P}第三十一条", False),
    "expired": ("违法行为超过追究时效", "The limitation is over", f"{P}第三十六条", False),
    "unproven": ("违法事实不能成立", "No violation is proven", f"{P}第五十七条第一款第三项", False),
}  # fmt: skip
WITHDRAWAL: Final[dict[str, tuple[str, str, str, bool]]] = {
    "no_violation": ("没有违法事实或者违法事实不能成立", "No violation", "农业行政处罚程序规定第三十一条", False),
    "expired": ("违法行为超过追究时效", "The limitation is over", f"{P}第三十六条", False),
    "party_died": ("自然人死亡", "The person died", "市场监督管理行政处罚程序规定第四十七条", False),
    "party_ended": ("法人或者其他组织终止，无权利义务承受人", "The organisation ended without a successor",
                    "市场监督管理行政处罚程序规定第四十七条", False),
    "tests_not_met": ("不符合立案条件", "The tests of filing are not met", "农业行政处罚程序规定第三十一条", False),
}  # fmt: skip
TRANSFER: Final[dict[str, tuple[str, str, str, bool]]] = {
    "place": ("不属于本机关地域管辖", "Not our place", f"{P}第二十二条、第二十五条", False),
    "subject": ("不属于本机关职能管辖", "Not our subject", f"{P}第二十三条、第二十五条", False),
    "level": ("不属于本机关级别管辖", "Not our level", f"{P}第二十三条、第二十五条", False),
}
MUST_EDUCATE: Final = frozenset(code for code, (_zh, _en, _article, must) in NO_PENALTY.items() if must)


def choices(grounds: dict[str, tuple[str, str, str, bool]]) -> dict[str, tuple[str, str]]:
    """Return grounds as (Chinese, English) with the article."""
    return {code: (f"{zh}（{article}）", f"{en} ({article})") for code, (zh, en, article, _must) in grounds.items()}
