"""Cases 3, 4, 6, 7, 8 and 11: each with the violation that the text of the case names."""

from __future__ import annotations

from typing import Any

from bench._recorded.writing import Record, Writer, day


def later(staff: Any) -> dict[int, Record]:
    """Return the records by the number of their case."""
    return {3: _three(staff), 4: _four(staff), 6: _six(staff), 7: _seven(staff), 8: _eight(staff), 11: _eleven(staff)}


def _three(staff: Any) -> Record:
    to = Writer(staff, "transport", 3, "未取得许可从事道路货物运输经营", "张某", "道路运输条例第六十三条第一项", 5000)
    kinds = [to.inquiry(kind, "05-18", "lead", "helper", subject=kind) for kind in ("inspection", "interview")]
    return to.whole(
        clue="05-18", filed="05-18", inquiries=kinds, proposed="05-22", checked="05-22", notices=[to.notice("05-25")],
        decided="06-03", served="06-05", paid="06-16", closed="06-24",
    )  # fmt: skip


def _four(staff: Any) -> Record:
    to = Writer(
        staff, "emergency", 4, "特种作业人员未取得资格上岗作业", "乐陵市丙机械厂", "安全生产法第九十七条第七项", 120_000
    )
    to.terms["kinds"] = ["fine", "shutdown"]
    found = [to.inquiry("inspection", "03-10"), to.inquiry("inspection", "04-02", "lead", "third", subject="复查")]
    return to.whole(
        clue="03-09", filed="03-09", inquiries=found, proposed="04-09", checked="04-10",
        notices=[to.notice("04-13", asked="04-17")],
        hearings=[to.hearing("04-17", "04-20", "04-22", "05-06", "05-09", "third")],
        reviews=[{"who": to.who("reviewer"), "on": "2026-05-12", "passed": True, "qualification": "A1"}],
        discussions=[to.discussion("05-14")], decided="05-18", served="05-20", paid="06-02", closed="06-08",
    )  # fmt: skip


def _six(staff: Any) -> Record:
    to = Writer(
        staff,
        "housing",
        6,
        "未取得施工许可证擅自施工",
        "乐陵市戊置业有限公司",
        "建设工程质量管理条例第五十七条",
        144_000,
    )
    return to.whole(
        clue="04-07", filed="04-09", inquiries=[to.inquiry("inspection", "04-10")], proposed="04-24", checked="04-27",
        notices=[to.notice("04-29")], decided="05-08", served="05-11", paid="05-25", closed="05-28",
    )  # fmt: skip


def _seven(staff: Any) -> Record:
    to = Writer(
        staff,
        "market",
        7,
        "未按规定建立进货查验记录制度",
        "乐陵市己餐饮有限公司",
        "食品安全法第一百二十六条第一款第三项",
        20_000,
    )
    return to.whole(
        clue="06-01", filed="06-04", inquiries=[to.inquiry("interview", "06-10", "lead", "fifth")], proposed="06-24",
        checked="06-25", notices=[to.notice("06-26")], decided="07-07", served="07-09", paid="07-22", closed="07-24",
    )  # fmt: skip


def _eight(staff: Any) -> Record:
    to = Writer(
        staff,
        "urban",
        8,
        "未取得燃气经营许可证从事燃气经营",
        "乐陵市庚气站",
        "城镇燃气管理条例第四十五条第一款",
        200_000,
    )
    return to.whole(
        clue="04-02", filed="04-07", inquiries=[to.inquiry("inspection", "04-08")], proposed="05-06", checked="05-08",
        notices=[to.notice("05-11", asked="05-15")],
        hearings=[to.hearing("05-15", "05-18", "05-19", "06-01", "06-03", "chair")],
        reviews=[
            {"who": to.who("lead"), "on": day("06-05"), "passed": True, "first_time": True, "opinion": "局法制员审核"},
            {"who": to.who("reviewer"), "on": day("06-08"), "passed": True, "qualification": "A20183714810001"},
        ],
        discussions=[to.discussion("06-04")], decided="06-05", served="06-08", paid="06-22", closed="06-26",
    )  # fmt: skip


def _eleven(staff: Any) -> Record:
    to = Writer(staff, "market", 11, "发布虚假广告", "乐陵市辛商贸有限公司", "广告法第五十五条", 6000)
    gone = ("P01", "P02", "P03", "P04", "P05", "P06", "P08", "P09", "P10", "P14", "P15", "P16", "P18", "P21", "P22")
    on = dict(zip(gone, ("06-26", "06-26", "07-01", "07-01", "07-01", "07-24", "07-28", "07-29", "07-29", "08-07",
                         "08-07", "08-07", "08-10", "08-20", "08-28"), strict=True))  # fmt: skip
    steps = [{"code": code, "entered_on": day(on[code]), "left_on": day(on[code])} for code in gone]
    return to.whole(
        clue="06-26", filed="07-01", inquiries=[to.inquiry("interview", "07-06")], proposed="07-24", checked="07-27",
        notices=[to.notice("07-29")], decided="08-07", served="08-10", paid="08-20", closed="08-28", steps=steps,
    ) | {"checks": []}  # fmt: skip
