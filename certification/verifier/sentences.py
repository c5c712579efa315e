"""Say verdicts in plain English and Chinese, by code and without gettext."""

from __future__ import annotations

from typing import Final, Literal

from .verdict import Verdict

Language = Literal["en", "zh"]

# State → what it is called, in English and in Chinese.
TITLES: Final[dict[str, tuple[str, str]]] = {
    "valid": ("Valid", "有效"),
    "suspended": ("Suspended: may not enforce now", "暂扣中，不得执法"),
    "ended": ("No longer valid", "已失效"),
    "expired": ("Expired", "已过有效期"),
    "superseded": ("Superseded by a newer credential", "已换发新证"),
    "not_yet": ("Not yet valid", "尚未生效"),
    "unknown": ("Cannot be verified", "无法核验"),
    "screenshot": ("Perhaps a screenshot", "疑似截屏"),
    "unchecked": ("Genuine; its present state was not checked", "签名真实，状态未核对"),
}
# Reason → why, in English and in Chinese.
REASONS: Final[dict[str, tuple[str, str]]] = {
    "malformed": (
        "This is not the code of a credential, or it was read incompletely.",
        "这不是证件二维码，或者未读取完整。",
    ),
    "unknown_suite": (
        "This code is signed in a way that this system cannot verify.", "该二维码的签名方式本系统无法核验。",
    ),
    "unknown_key": (
        "This code is signed with a key that this system does not know.", "该二维码的签名密钥不在本系统登记之列。",
    ),
    "key_out_of_scope": (
        "This code is signed with a key that may not sign such a credential.", "该二维码的签名密钥无权签发此类证件。",
    ),
    "key_compromised": (
        "This code is signed with a key that is no longer trusted.", "该二维码的签名密钥已不可信。",
    ),
    "bad_signature": (
        "The signature of this code is wrong. The credential may be forged or altered.",
        "二维码签名不正确，证件可能系伪造或者被篡改。",
    ),
    "bad_device_signature": (
        "The telephone that shows this code is not the one it was given to.", "出示该二维码的手机不是领取它的那一部。",
    ),
    "device_code": ("The code on the telephone must be renewed online.", "手机上的动态码已过期，请持证人联网刷新。"),
    "status_missing": ("No list of states was at hand.", "手头没有证件状态名单。"),
    "status_too_old": ("The list of states is more than seven days old.", "证件状态名单超过七天未更新。"),
    "status_malformed": ("The list of states is damaged.", "证件状态名单已损坏。"),
    "status_forged": ("The list of states was not signed by the issuer.", "证件状态名单不是发证机关签发的。"),
    "status_rolled_back": ("The list of states is older than one seen before.", "证件状态名单比以前见过的还旧。"),
    "status_other_shard": ("The list of states is that of another county.", "这份证件状态名单不是该证件所属的。"),
    "status_reserved": ("The list of states says something unknown of it.", "状态名单上的记载无法识别。"),
    "keys_malformed": ("The list of keys is damaged.", "密钥名单已损坏。"),
    "keys_forged": ("The list of keys was not signed by the root.", "密钥名单不是由根密钥签发的。"),
    "keys_rolled_back": ("The list of keys is older than one seen before.", "密钥名单比以前见过的还旧。"),
    "keys_overdue": ("The list of keys should have been renewed by now.", "密钥名单早该更新了。"),
}  # fmt: skip
CLOCK: Final = ("The clock here seems to be wrong: set it, then scan again.", "本机时间可能不对，请校准后再扫。")
AGE: Final = ("List of states of {hours} hours ago.", "证件状态名单为 {hours} 小时前。")


def title(state: str, language: Language) -> str:
    """Return what a state is called."""
    return TITLES[state][language == "zh"]


def reason(code: str, language: Language) -> str:
    """Return the sentence of a reason, "" for none."""
    return REASONS[code][language == "zh"] if code else ""


def say(verdict: Verdict, language: Language) -> str:
    """Return a verdict in one line: title, reason, age of the list, and a word about the clock."""
    at = language == "zh"
    parts = [title(verdict.state, language) + ("。" if at else "."), reason(verdict.reason, language)]
    if verdict.freshness == "old" and verdict.age is not None:
        parts.append(AGE[at].format(hours=verdict.age // 3600))
    parts.append(CLOCK[at] if verdict.clock_behind else "")
    return ("" if at else " ").join(part for part in parts if part)
