"""The records, from the text of the cases; persons by user name of the demo, so that the register judges them."""

from __future__ import annotations

from typing import Any

from bench._recorded.later import later
from bench._recorded.writing import Record, Writer

RED, WARNED = frozenset({"red"}), frozenset({"red", "yellow"})
MUST: dict[int, list[tuple[str, str, frozenset[str]]]] = {
    1: [],
    2: [],
    3: [("R01", "第四十二条", RED), ("R03", "山东省行政执法监督条例第十条", RED)],
    4: [("R14", "第六十四条第四项", RED), ("R13", "第六十四条第二项", WARNED)],
    6: [("R10", "第六十二条", RED)],
    7: [("R02", "第四十二条", RED)],
    8: [("R16", "第五十八条", RED), ("R17", "第五十八条", RED)],
    11: [("R33", "118号", RED)],
}
"""By case: the rule, what its article must name, and how grave it may be. Case 7 breaks R01 too (one valid officer)."""
MUST[7].append(("R01", "第四十二条", RED))


def records(staff: Any) -> dict[int, Record]:
    """Return the record of each case as JSON holds it."""
    return {1: _one(staff), 2: _two(staff), **later(staff)}


def _one(staff: Any) -> Record:
    to = Writer(
        staff,
        "urban",
        1,
        "擅自在城市道路堆放砂石",
        "乐陵市甲建材有限公司",
        "城市道路管理条例第二十七条第一项、第四十二条",
        5000,
    )
    return to.whole(
        clue="03-10", filed="03-12", inquiries=[to.inquiry("interview", "03-16")], proposed="03-20", checked="03-20",
        notices=[to.notice("03-24")], decided="04-02", served="04-03", published="04-14", paid="04-16", closed="04-24",
    )  # fmt: skip


def _two(staff: Any) -> Record:
    to = Writer(
        staff, "agriculture", 2, "经营假农药", "乐陵市乙农资有限公司", "农药管理条例第五十五条第一款第二项", 192_000
    )
    to.terms |= {"confiscation": 32_000, "kinds": ["fine", "confiscation"]}
    return to.whole(
        clue="03-12", filed="03-16", inquiries=[to.inquiry("inspection", "03-16")], proposed="04-13", checked="04-15",
        measures=[
            {"kind": "preserve", "taken_on": "2026-03-16", "ended_on": "2026-03-24", "items": "账册"},
            {"kind": "seize", "taken_on": "2026-03-18", "test_from_on": "2026-03-20", "test_to_on": "2026-04-10",
             "test_told_on": "2026-03-20", "extended_on": "2026-05-06", "ended_on": "2026-05-29", "items": "农药"},
        ],
        notices=[to.notice("04-20", asked="04-23")],
        hearings=[to.hearing("04-23", "04-24", "04-27", "05-12", "05-18", "chair")],
        reviews=[{"who": to.who("reviewer"), "on": "2026-05-22", "passed": True, "qualification": "A20183714810001"}],
        discussions=[to.discussion("05-26", ("penalise", "penalise", "penalise", "change", "penalise"))],
        decided="05-29", served="06-05", published="06-09", paid="06-20", closed="07-01",
    )  # fmt: skip
