"""Invented officers for the figures of cards: names and agencies as a county has them, none of anybody real."""

from __future__ import annotations

import random
from datetime import date

from certification.token import Claims, FileSigner, encode, to_digits

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
DOUBLE = ("欧阳", "司马", "上官", "诸葛", "夏侯", "皇甫", "尉迟", "令狐")
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华建文辉力玲波宁鑫宇浩凯健俊帆雪飞鹏斌梅琳晨阳志国海燕红兰玉萍"
RARE = "𬭚𬀩𫖮堃喆龘㛃䶮𬍛𫍯"
PARTS = (
    "买买提",
    "阿不都",
    "热合曼",
    "吐尔逊",
    "古丽",
    "扎西",
    "次仁",
    "卓玛",
    "巴特尔",
    "其其格",
    "娜仁",
    "努尔兰",
    "叶尔肯",
)
TOWNS = (
    "市中",
    "胡家",
    "云红",
    "郭家",
    "朱集",
    "丁坞",
    "黄夹",
    "花园",
    "郑店",
    "化楼",
    "孔镇",
    "西段",
    "大孙",
    "寨头堡",
    "铁营",
    "杨安",
)
WORDS = (
    "公安 司法 财政 自然资源 住房和城乡建设 交通运输 水利 农业农村 商务 文化和旅游 卫生健康 应急管理 审计 市场监督管理"
    " 统计 医疗保障 综合行政执法 行政审批服务 畜牧兽医事业发展"
)
BUREAUS = tuple(WORDS.split())
TEAMS = (
    "乐陵市交通运输综合行政执法大队",
    "乐陵市农业综合行政执法大队",
    "乐陵市文化市场综合行政执法大队",
    "德州市生态环境局乐陵分局",
    "乐陵市卫生健康综合行政执法大队",
    "乐陵市应急管理综合行政执法大队",
)
LONG = (
    "乐陵市市场监督管理局（乐陵市知识产权局）",
    "乐陵市文化和旅游局（乐陵市文物局、乐陵市广播电视局）",
    "德州市生态环境局乐陵分局生态环境保护综合行政执法大队",
)


def name(dice: random.Random) -> str:
    """Return a name: of a hundred three of several parts with ·, two with a double surname, four with a rare hanzi."""
    kind = dice.random()
    if kind < 0.03:
        return "·".join("".join(dice.sample(PARTS, dice.choice((1, 1, 2)))) for _part in range(dice.choice((2, 2, 3))))
    if kind < 0.05:
        return dice.choice(DOUBLE) + "".join(dice.choices(GIVEN, k=dice.choice((1, 2))))
    given = "".join(dice.choices(GIVEN, k=dice.choice((1, 2, 2, 2))))
    return dice.choice(SURNAMES) + (dice.choice(RARE) if kind < 0.09 else given)


def agency(dice: random.Random) -> str:
    """Return an agency: of a hundred two with a very long name, thirty with one of twelve to seventeen hanzi."""
    kind = dice.random()
    if kind < 0.02:
        return dice.choice(LONG)
    if kind < 0.2:
        return dice.choice(TEAMS)
    if kind < 0.32:
        return f"乐陵市{dice.choice(TOWNS)}镇综合行政执法办公室"
    if kind < 0.5:
        return f"乐陵市{dice.choice(TOWNS)}镇人民政府"
    return f"乐陵市{dice.choice(BUREAUS)}局"


def officers(count: int, signer: FileSigner, seed: int = 20260) -> list[tuple[Claims, str]]:
    """Return so many officers with the digits of their signed tokens."""
    dice = random.Random(seed)
    found = []
    for n in range(count):
        claims = Claims(
            sid=1 << 17 | dice.randrange(2**17), name=name(dice), agency=agency(dice), category=dice.randrange(1, 40),
            number=f"151481{n:05d}", starts_on=date(2026, 3, 1), ends_on=date(2031, 2, 28), photo8=dice.randbytes(8),
        )  # fmt: skip
        found.append((claims, to_digits(encode(claims, signer))))
    return found
