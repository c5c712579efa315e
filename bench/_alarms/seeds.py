"""One violation of each rule of the catalogue, put into a lawful record; what it needs, and what is done to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from bench._alarms.days import DAY, after, before

Record = dict[str, Any]


def _wrong(told: Record, fault: str) -> None:
    told["inquiries"][1]["officers"] = [told["inquiries"][1]["officers"][0], {"name": "某某", "standing": fault}]


def _day(value: Any) -> date:
    return date.fromisoformat(str(value))


def r01(told: Record) -> None:
    told["inquiries"][1]["officers"] = told["inquiries"][1]["officers"][:1]


def r02(told: Record) -> None:
    _wrong(told, "expired")


def r03(told: Record) -> None:
    _wrong(told, "post_kind")


def r04(told: Record) -> None:
    name, on = told["inquiries"][1]["officers"][0]["name"], _day(told["inquiries"][1]["held_on"])
    told["recusals"] = [{"name": name, "asked_on": on - DAY * 4, "decided_on": on - DAY, "granted": True}]


def r05(told: Record) -> None:
    told["clue_on"] = before(_day(told["filed_on"]), 31)


def r06(told: Record) -> None:
    told["inquiries"][1]["held_on"] = _day(told["filed_on"]) - DAY


def r07(told: Record) -> None:
    row = next(m for m in told["measures"] if m["kind"] == "preserve")
    row["ended_on"] = after(_day(row["taken_on"]), 8)


def r08(told: Record) -> None:
    row = next(m for m in told["measures"] if m["kind"] == "seize")
    row["ended_on"] = _day(row["taken_on"]) + DAY * 80


def r09(told: Record) -> None:
    terms = told["notices"][0]["terms"]
    told["notices"][0]["terms"] = {**terms, "fine": terms["fine"] - 100}


def r10(told: Record) -> None:
    told["notices"][0]["served_on"] = before(_day(told["decision"]["decided_on"]), 5)


def r11(told: Record) -> None:
    told["notices"][0]["hearing_right"] = False


def r12(told: Record) -> None:
    told["hearings"] = []


def r13(told: Record) -> None:
    told["hearings"][0]["notice_served_on"] = before(_day(told["hearings"][0]["held_on"]), 7)


def r14(told: Record) -> None:
    told["hearings"][0]["chair"] = told["inquiries"][1]["officers"][1]


def r15(told: Record) -> None:
    told["hearings"][0] |= {"record_signed": False, "refusal_note": ""}


def r16(told: Record) -> None:
    told["reviews"][0]["on"] = _day(told["decision"]["decided_on"]) + DAY


def r17(told: Record) -> None:
    told["reviews"][0]["who"] = told["inquiries"][1]["officers"][0]


def r18(told: Record) -> None:
    told["discussions"] = []


def r19(told: Record) -> None:
    for member in told["discussions"][0]["members"][:2]:
        member |= {"present": False, "vote": "", "signed": False, "spoke_order": None}


def r20(told: Record) -> None:
    for member in told["discussions"][0]["members"][:4]:
        member["vote"] = "change"
    told["discussions"][0]["majority"] = "change"


def r21(told: Record) -> None:
    told["discussions"][0]["members"][2]["signed"] = False


def r22(told: Record) -> None:
    told["extensions"] = [{"granted_on": _day(told["decision"]["decided_on"]) - DAY, "days": 30}]
    told["filed_on"] = told["clue_on"] = before(_day(told["decision"]["decided_on"]), 110)
    told["assignments"] = [a | {"from_on": told["filed_on"]} for a in told["assignments"]]


def r23(told: Record) -> None:
    told["services"][0]["served_on"] = after(_day(told["decision"]["decided_on"]), 8)


def r24(told: Record) -> None:
    told["published_on"] = after(_day(told["decision"]["decided_on"]), 8)


def r25(told: Record) -> None:
    told["payments"][0]["receipt"] = ""


def r26(told: Record) -> None:
    told["enforcements"][0]["surcharge"] += 1


def r27(told: Record) -> None:
    told["weighing"] |= {"statute_high": told["decision"]["terms"]["fine"] - 1}


def r28(told: Record) -> None:
    told["party"]["code"] = told.pop("twin_code")


def r29(told: Record) -> None:
    told["act_on"] = _day(told["clue_on"]) - DAY * 732
    told.pop("act_ended_on", None)


def r30(told: Record) -> None:
    one = told["transfers"][0]
    one["sent_at"] = f"{_day(one['sent_at'][:10]) + DAY}T16:00"


def r31(told: Record) -> None:
    told["demands"][0]["served_on"] = before(_day(told["enforcements"][0]["on"]), 10)


def r32(told: Record) -> None:
    told["closed_on"] = after(_day(told["payments"][0]["on"]), 16)
    told["archived_on"] = after(told["closed_on"], 1)


def r33(told: Record) -> None:
    told["without_step"] = "P07"


def r34(told: Record) -> None:
    told["recordings"] = [one for one in told["recordings"] if one["subject"] != "seizure"]


def r35(told: Record) -> None:
    told["handovers"] = []


def r37(told: Record) -> None:
    told["decision"]["remedies"] = ""


SEEDS: dict[str, tuple[set[str], Callable[[Record], None]]] = {
    "R01": (set(), r01), "R02": (set(), r02), "R03": (set(), r03), "R04": (set(), r04), "R05": (set(), r05),
    "R06": (set(), r06), "R07": ({"preserve"}, r07), "R08": ({"seize"}, r08), "R09": (set(), r09),
    "R10": ({"plain"}, r10),
    "R11": ({"heard"}, r11), "R12": ({"heard"}, r12), "R13": ({"heard"}, r13), "R14": ({"heard"}, r14),
    "R15": ({"heard"}, r15), "R16": ({"heard"}, r16), "R17": ({"heard"}, r17), "R18": ({"complex"}, r18),
    "R19": ({"complex"}, r19), "R20": ({"complex"}, r20), "R21": ({"complex"}, r21), "R22": ({"plain"}, r22),
    "R23": (set(), r23), "R24": ({"published", "stands"}, r24), "R25": ({"cash"}, r25), "R26": ({"overdue"}, r26),
    "R27": ({"weighed"}, r27), "R28": ({"stands"}, r28), "R29": (set(), r29), "R30": ({"transfer"}, r30),
    "R31": ({"overdue"}, r31), "R32": (set(), r32), "R33": (set(), r33), "R34": ({"seize"}, r34),
    "R35": ({"changed_lead"}, r35), "R37": (set(), r37),
}  # fmt: skip
"""What each rule's case must have, and how it is broken; R36 and R38 are no cases (``elsewhere.py``)."""
