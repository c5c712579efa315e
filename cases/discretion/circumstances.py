"""The circumstances that the law weighs: which effect each has, must or may, and by which article. Pure data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.translation import get_language

LAW: Final = "中华人民共和国行政处罚法"
SHANDONG: Final = "山东省规范行政处罚裁量权办法第十六条"
EFFECTS: Final = ("lighter", "mitigate", "heavier", "exempt")


@dataclass(frozen=True, slots=True)
class Circumstance:
    """A circumstance by its code; ``effects`` are those it allows, the usual one first; ``must``: no choice whether."""

    code: str
    title_zh: str
    title_en: str
    effects: tuple[str, ...]
    article: str
    must: bool = True

    @property
    def title(self) -> str:
        """The title in the reader's language."""
        return self.title_en if (get_language() or "").startswith("en") else self.title_zh


_ARTICLES: Final = {
    "16": SHANDONG, "30": f"{LAW}第三十条", "31": f"{LAW}第三十一条", "32": f"{LAW}第三十二条",
    "33": f"{LAW}第三十三条第一款", "33b": f"{LAW}第三十三条第二款", "49": f"{LAW}第四十九条",
}  # fmt: skip
_EFFECTS: Final = {"less": ("lighter", "mitigate"), "exempt": ("exempt",), "more": ("heavier",)}
# Code, effect (with ? where the law says "may"), article, Chinese, English.
_TABLE: Final = """
minor less 30 已满十四周岁不满十八周岁 aged 14 to 17
removed less 32 主动消除或者减轻违法行为危害后果 removed or reduced the harm
coerced less 32 受他人胁迫或者诱骗实施违法行为 coerced or deceived into it
confessed less 32 主动供述行政机关尚未掌握的违法行为 told what was not known yet
merit less 32 配合行政机关查处违法行为有立功表现 helped to uncover offences
disordered less? 31 尚未完全丧失辨认或者控制能力的精神病人、智力残疾人 partly unable to control the act
under14 exempt 30 不满十四周岁 under 14
unable exempt 31 不能辨认或者不能控制自己行为 unable to control the act
slight exempt 33 违法行为轻微并及时改正，没有造成危害后果 slight, corrected in time, no harm
first exempt? 33 初次违法且危害后果轻微并及时改正 first offence, slight harm, corrected in time
no_fault exempt 33b 当事人有证据足以证明没有主观过错 proved that there was no fault
endangers more 16 危害公共安全、公民生命健康安全，后果严重 endangered safety or health, grave result
repeated more 16 一年内因同类违法行为受过处罚又实施 the same kind of offence within a year
refused more 16 责令停止、改正后拒不停止、改正 refused to stop or correct
destroyed more 16 转移、隐匿、销毁证据 moved, hid or destroyed evidence
obstructed more 16 妨碍、抗拒执法人员查处 obstructed or resisted the officers
leader more 16 在共同违法行为中起主要作用 the leading part among several
incited more 16 胁迫、诱骗或者教唆他人（含未成年人）违法 coerced or incited others
retaliated more 16 对举报人、证人打击报复 took revenge on informers or witnesses
minors_hurt more 16 侵害未成年人、老年人、残疾人等群体利益 against minors, the old or the disabled
public_mood more 16 社会影响恶劣 a bad influence on society
emergency more 49 突发事件期间违反应对措施 breach of measures in an emergency
"""


def _read(line: str) -> Circumstance:
    code, effect, article, zh, en = line.split(" ", 4)
    kind = effect.removesuffix("?")
    return Circumstance(code, zh, en, _EFFECTS[kind], _ARTICLES[article], must=kind == effect)


_ALL: Final = tuple(_read(line) for line in _TABLE.strip().splitlines())
CIRCUMSTANCES: Final = {one.code: one for one in _ALL}


def known(codes: Iterable[str]) -> tuple[Circumstance, ...]:
    """Return circumstances by their codes, in the order of the law; unknown codes are left out."""
    given = set(codes)
    return tuple(one for one in _ALL if one.code in given)


def effect_of(found: Iterable[Circumstance], chosen: str = "") -> str:
    """Return the effect that weighs: the chosen one where a circumstance allows it, else the usual one, else none.

    Exempt wins over all where the law says that there shall be no penalty. Circumstances both ways leave ``both``.
    """
    rows = tuple(found)
    if any(one.must and "exempt" in one.effects for one in rows):
        return "exempt"
    allowed = {effect for one in rows for effect in one.effects}
    if chosen in allowed:
        return chosen
    if "heavier" in allowed and "lighter" in allowed:
        return "both"
    usual = [one.effects[0] for one in rows if "exempt" not in one.effects]
    return usual[0] if usual else ""
