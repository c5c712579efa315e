"""What the generated cases are about: real provisions, invented parties."""

from __future__ import annotations

import random
from dataclasses import dataclass
from decimal import Decimal

from cases.demo.clerk import Matter
from cases.demo.people import GIVEN, SURNAMES


@dataclass(frozen=True)
class Kind:
    """A kind of matter of an agency: cause, provision, and the fines seen for it."""

    cause: str
    facts: str
    basis: str
    fines: tuple[int, ...]
    person: bool = False


KINDS: dict[str, tuple[Kind, ...]] = {
    "urban": (
        Kind(
            "占用城市道路堆放物料",
            "未经批准在城市道路上堆放砂石",
            "城市道路管理条例第二十七条第一项、第四十二条",
            (3500, 5000, 8000),
        ),
        Kind(
            "未按规定处置建筑垃圾",
            "运输建筑垃圾沿途遗撒",
            "城市建筑垃圾管理规定第十四条、第二十三条",
            (5000, 12000, 20000),
        ),
        Kind(
            "擅自设置户外广告",
            "未经批准设置大型户外广告",
            "城市市容和环境卫生管理条例第十一条、第三十六条",
            (500, 1000),
        ),
    ),
    "agriculture": (
        Kind(
            "经营劣质种子",
            "经营的玉米种子发芽率低于标签标注",
            "中华人民共和国种子法第四十八条、第七十五条",
            (10000, 20000),
        ),
        Kind("未建立农药采购台账", "未按规定建立农药采购台账", "农药管理条例第二十七条、第五十八条", (2000, 5000)),
    ),
    "transport": (
        Kind(
            "未取得道路运输经营许可从事货运",
            "驾驶货车从事经营性运输未取得许可",
            "中华人民共和国道路运输条例第六十三条",
            (3000, 5000),
            person=True,
        ),
        Kind("超限运输", "车货总质量超过限定标准", "公路安全保护条例第六十四条", (3500, 6000, 9500)),
    ),
    "emergency": (
        Kind(
            "未按规定进行安全生产教育培训",
            "从业人员未经安全生产教育培训上岗",
            "中华人民共和国安全生产法第二十八条、第九十七条",
            (10000, 20000, 30000),
        ),
        Kind(
            "未设置安全警示标志",
            "危险场所未设置明显的安全警示标志",
            "中华人民共和国安全生产法第三十五条、第九十九条",
            (5000, 10000),
        ),
    ),
    "housing": (
        Kind(
            "未采取扬尘防治措施",
            "施工工地未设置硬质围挡",
            "中华人民共和国大气污染防治法第六十九条、第一百一十五条",
            (10000, 30000),
        ),
        Kind("未办理竣工验收备案", "工程竣工验收后未按期备案", "建设工程质量管理条例第四十九条、第五十六条", (200000,)),
    ),
    "market": (
        Kind(
            "未建立进货查验记录",
            "经营食品未查验供货者许可证",
            "中华人民共和国食品安全法第五十三条、第一百二十六条",
            (5000, 10000),
        ),
        Kind("发布虚假广告", "在门店宣传中使用虚假内容", "中华人民共和国广告法第二十八条、第五十五条", (3500, 12000)),
        Kind("未明码标价", "销售商品未按规定明码标价", "中华人民共和国价格法第十三条、第四十二条", (3200, 4000)),
    ),
}
PLACES = ("市中街道", "云红街道", "胡家街道", "郭家街道", "杨安镇", "朱集镇", "黄夹镇", "丁坞镇")
TRADES = ("建材", "农资", "物流", "餐饮", "机械", "商贸", "食品", "装饰", "置业", "环保")
STEMS = "甲乙丙丁戊己庚辛壬癸"


def draw(rng: random.Random, agency: str, serial: int) -> Matter:
    """Return a matter for an agency."""
    kind = rng.choice(KINDS[agency])
    place = rng.choice(PLACES)
    if kind.person:
        party_kind, name = "person", rng.choice(SURNAMES) + rng.choice(GIVEN)
    else:
        party_kind = "organisation"
        name = f"乐陵市{rng.choice(STEMS)}{rng.choice(STEMS)}{rng.choice(TRADES)}有限公司（示例{serial}）"
    fine = Decimal(rng.choice(kind.fines))
    return Matter(
        cause=kind.cause, summary=f"{place}巡查发现涉嫌{kind.cause}。", party_kind=party_kind, party_name=name,
        facts=f"当事人在{place}{kind.facts}，违反规定。", legal_basis=kind.basis,
        discretion="当事人积极配合并及时改正，按照裁量基准从轻档处罚。", fine=fine, place=place,
        source=rng.choice(("inspection", "inspection", "complaint", "referral", "assigned")), publish=rng.random() < 0.6,  # noqa: PLR2004
    )  # fmt: skip


def needs_hearing(matter: Matter) -> bool:
    """Return whether the fine is one that gives a right to a hearing (settings' defaults)."""
    return matter.fine >= (10000 if matter.party_kind == "person" else 100000)
