"""A lawful penalty case of an outside system, by chance: dates, field, party, amounts, measures, hearing, enforcement.

Days follow 行政处罚法, 行政强制法 and the county's parameters as the law is read, not as the system reads it.
"""

from __future__ import annotations

import random
from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from bench._alarms.days import DAY, after, before

FEATURES = ("heard", "complex", "preserve", "seize", "extended", "paused", "defended", "waived", "weighed", "transfer",
            "changed_lead", "cash", "overdue", "published", "check_long", "left", "recused", "person", "continuing",
            "annulled")  # fmt: skip
OFTEN = {"published": 0.7, "heard": 0.25, "person": 0.4, "weighed": 0.5}
KINDS = ("interview", "inspection", "documents", "sampling")
FIELDS = ("urban", "market", "agriculture", "housing", "transport", "emergency")
ACTS = ("占道经营", "未按规定查验", "无证从事经营", "销售不合格产品", "违法搭建", "超限运输", "未建立台账")
REMEDIES = "可以自收到本决定书之日起六十日内申请行政复议，也可以六个月内提起行政诉讼。"
Record = dict[str, Any]


def people(rng: random.Random) -> dict[str, Record]:
    """Return the persons of a case by their part; officers' credentials are valid."""
    mark = rng.randrange(10**6)
    parts = ("lead", "co", "third", "checker", "reviewer", "chair", "recorder", "head", "d1", "d2", "d3", "d4")
    valid = {"standing": "valid"}
    return {part: {"name": f"{part}{mark}", **(valid if part in {"lead", "co", "third"} else {})} for part in parts}


def lawful(rng: random.Random, number: int, agencies: dict[str, str], needs: Collection[str] = ()) -> Record:
    """Return a record; ``agencies`` gives the credit code of each field, ``needs`` are features it must have."""
    has = {name for name in FEATURES if rng.random() < OFTEN.get(name, 0.15)} | set(needs)
    if "plain" in has:
        has &= {"plain", "published", "person", "cash"}
    if "heard" in has:
        has -= {"waived"} - set(needs)
    if "stands" in has:
        has.discard("annulled")
    if "overdue" in has:
        has -= {"overdue"} if "cash" in needs else {"cash", "annulled"}
    who, field = people(rng), rng.choice(FIELDS)
    pair = [who["lead"], who["co"]]
    clue = after(date(2024, 1, 8) + timedelta(days=rng.randrange(560)), 0)
    checked = rng.randint(16, 29) if "check_long" in has else rng.randint(0, 14)
    filed = after(clue, checked)
    big = "heard" in has or rng.random() < 0.2
    person = "person" in has
    low, high = ((10_000, 40_000) if person else (100_000, 300_000)) if big else (600, 9_000)
    facts = rng.choice(ACTS) + "，事实清楚。"
    terms: Record = {"fine": rng.randrange(low, high, 100), "kinds": ["fine"], "facts": facts,
             "legal_basis": f"某条例第{rng.randint(10, 60)}条"}  # fmt: skip
    told: Record = {
        "reference": f"外{number:07d}", "agency": agencies[field], "field": field, "title": "行政处罚案",
        "cause": terms["facts"][:6], "clue_on": clue, "filed_on": filed, "act_on": clue - DAY * rng.randint(0, 600),
        "party": {"name": f"当事人{number}", "kind": rng.choice(["person", "business"]) if person else "organisation",
                  "code": f"9137148199{number:08d}"},
        "source": rng.choice(["inspection", "complaint", "referral", "assigned"]), "is_complex": "complex" in has,
        "assignments": [{"who": who["lead"], "role": "lead", "from_on": filed}, {"who": who["co"], "from_on": filed}],
        "recordings": [], "handovers": [], "crime_sign_asked": True, "crime_sign": "transfer" in has,
    }  # fmt: skip
    if "check_long" in has:
        told["check_extended_on"] = before(after(clue, 15), rng.randint(0, 3))
    if "continuing" in has:
        told |= {"act_on": clue - DAY * rng.randint(800, 1500), "act_ended_on": clue - DAY * rng.randint(0, 700)}
    asked = after(filed, rng.randint(0, 2))
    told["inquiries"] = [
        {"kind": "check", "held_on": clue, "officers": pair, "subject": "现场"},
        *({"kind": kind, "held_on": after(asked, i), "officers": pair, "subject": f"对象{i}"}
          for i, kind in enumerate(rng.sample(KINDS, rng.randint(1, 3)))),
    ]  # fmt: skip
    _measures(rng, told, has, asked)
    day = _team(rng, told, has, who, max(after(asked, 4), asked))
    day = _notified(rng, told, has, terms, pair, day)
    day = _heard(rng, told, has, who, day) if "heard" in has else day
    decided = _weighed(rng, told, has, who, terms, day)
    _ended(rng, told, has, who, terms, decided)
    return told


def _measures(rng: random.Random, told: Record, has: set[str], on: date) -> None:
    rows = []
    if "preserve" in has:
        rows.append({"kind": "preserve", "taken_on": on, "ended_on": after(on, rng.randint(1, 7)), "items": "账册"})
    if "seize" in has:
        row = {"kind": "seize", "taken_on": on, "items": "货物一批", "legal_basis": "某条例第九条"}
        length = rng.randint(5, 30)
        if rng.random() < 0.5:
            start = on + DAY * rng.randint(1, 3)
            tested = rng.randint(3, 12)
            row |= {"test_from_on": start, "test_to_on": start + DAY * tested, "test_told_on": start}
            length += tested
        elif rng.random() < 0.5:
            row |= {"extended_on": on + DAY * rng.randint(20, 30), "extension_reason": "案情复杂"}
            length = rng.randint(31, 60)
        row["ended_on"] = on + DAY * length
        told["recordings"].append({"subject": "seizure", "on": on, "measure": len(rows)})
        rows.append(row)
    told["measures"] = rows


def _team(rng: random.Random, told: Record, has: set[str], who: Record, day: date) -> date:
    if "changed_lead" in has:
        told["assignments"][0] |= {"to_on": day}
        told["assignments"].append({"who": who["third"], "role": "lead", "from_on": day, "reason": "工作调整"})
        told["handovers"] = [{"taker": who["third"]["name"], "approved_on": day, "done_on": after(day, 1)}]
    if "recused" in has:
        told["recusals"] = [
            {"name": "回避者", "asked_on": day, "decided_on": after(day, rng.randint(0, 3)), "granted": True}
        ]
    if "transfer" in has:
        at = f"{day.isoformat()}T09:00"
        sent = day + DAY * rng.randint(1, 2)
        ended = sent + DAY * 4
        told["transfers"] = [{
            "formed_at": at, "reported_at": at, "decided_at": f"{sent}T10:00", "approved": True,
            "sent_at": f"{sent}T16:00", "answered_on": sent + DAY * 3, "filed": False, "ended_on": ended,
        }]  # fmt: skip
        told["pauses"] = [{"from_on": sent, "to_on": ended, "ground": "transfer"}]
        day = max(day, ended)
    return after(day, rng.randint(1, 5))


def _notified(rng: random.Random, told: Record, has: set[str], terms: Record, pair: list[Record], day: date) -> date:
    checker = {"name": "审核人"}
    told["proposals"] = [{"made_on": day, "terms": terms, "author": pair[0]["name"]}]
    told["checks"] = [{"who": checker, "on": after(day, rng.randint(0, 4))}]
    served = after(day, rng.randint(5, 8))
    notice: Record = {"served_on": served, "terms": terms, "officers": pair, "defences": [],
                      "hearing_right": terms["fine"] >= 10_000}  # fmt: skip
    told["notices"] = [notice]
    if "defended" in has:
        notice["defences"].append(
            {"made_on": after(served, rng.randint(1, 5)), "text": "请求从轻", "accepted": rng.random() < 0.5,
             "recheck": "已复核"}
        )  # fmt: skip
    if "heard" in has:
        notice["defences"].append({"made_on": after(served, rng.randint(0, 5)), "hearing_requested": True})
        return date.fromisoformat(str(notice["defences"][-1]["made_on"]))
    if "waived" in has:
        told["notices"][0]["defences"].append({"made_on": after(served, 1), "waived": True})
        return after(served, 1)
    return after(served, 5) + DAY


def _heard(rng: random.Random, told: Record, _has: set[str], who: Record, requested: date) -> date:
    accepted = requested + DAY * rng.randint(0, 2)
    served = after(accepted, rng.randint(1, 2))
    held = after(served, rng.randint(8, 9))
    signed = rng.random() < 0.8
    told["hearings"] = [{
        "requested_on": requested, "accepted_on": accepted, "designated_on": accepted, "chair": who["chair"],
        "chair_certificate": "鲁听0001", "recorder": who["recorder"], "notice_served_on": served, "planned_on": held,
        "announced_on": before(held, rng.randint(3, 5)), "held_on": held, "record": "笔录", "record_signed": signed,
        "refusal_note": "" if signed else "当事人拒绝签字，由听证员注明", "reported_on": held + DAY * rng.randint(1, 9),
        "is_public": True,
    }]  # fmt: skip
    told["recordings"].append({"subject": "hearing", "on": held})
    return after(held + DAY * 9, 0)


def _weighed(rng: random.Random, told: Record, has: set[str], who: Record, terms: Record, day: date) -> date:
    if "heard" in has or "complex" in has:
        day = after(day, rng.randint(0, 2))
        told["reviews"] = [
            {"who": who["reviewer"], "on": day, "passed": True, "qualification": "A2019", "crime_sign": False}
        ]
        day = after(day, rng.randint(0, 2))
        members = [{"who": who[f"d{i}"], "spoke_order": i, "opinion": "同意。", "vote": "penalise", "signed": True}
                   for i in (1, 2, 3, 4)]  # fmt: skip
        members[0] |= {"vote": rng.choice(["penalise", "change"]), "opinion": "建议减轻。"}
        members.append({"who": who["head"], "is_head": True, "spoke_order": 5, "opinion": "同意。", "vote": "penalise",
                        "signed": True})  # fmt: skip
        told["discussions"] = [{"referred_on": day, "held_on": day, "members": members, "majority": "penalise",
                                "conclusion": "penalise", "concluded_on": day, "recorder": "记录人"}]  # fmt: skip
    decided = after(day, rng.randint(0, 3))
    filed = date.fromisoformat(str(told["filed_on"]))
    used = (decided - filed).days
    if "paused" in has and "transfer" not in has:
        start = filed + DAY
        told["pauses"] = [{"from_on": start, "to_on": start + DAY * rng.randint(5, 20), "ground": "testing"}]
    stopped = sum((date.fromisoformat(str(p["to_on"])) - date.fromisoformat(str(p["from_on"]))).days
                  for p in told.get("pauses", ()))  # fmt: skip
    if used - stopped > 88 or "extended" in has:
        told["extensions"] = [{"granted_on": filed + DAY * rng.randint(60, 85), "days": 30}]
    if "extended" in has and "heard" not in has:
        decided = after(max(decided, filed + DAY * rng.randint(91, 110)), 0)
    if "weighed" in has:
        fine = terms["fine"]
        told["weighing"] = {"on": told["proposals"][0]["made_on"], "statute_low": fine // 2, "statute_high": fine * 3,
                            "low": fine * 9 // 10, "high": fine * 2}  # fmt: skip
    return decided


def _ended(rng: random.Random, told: Record, has: set[str], who: Record, terms: Record, decided: date) -> None:
    pair = [who["lead"], who["co"]]
    told["decision"] = {
        "kind": "penalise", "decided_on": decided, "terms": terms, "decided_by": who["head"]["name"], "sealed": True,
        "number": f"罚〔{decided.year}〕{told['reference']}号", "remedies": REMEDIES, "performance": "十五日内缴纳。",
        "dated_on": decided, "publish": "published" in has,
    }  # fmt: skip
    served = after(decided, rng.randint(0, 7))
    method = "left" if "left" in has else "direct"
    told["services"] = [{"document": "decision", "served_on": served, "officers": pair, "method": method}]
    if "left" in has:
        told["recordings"].append({"subject": "service", "on": served})
    if "published" in has:
        told["published_on"] = after(decided, rng.randint(1, 7))
        told["published_text"] = "依法予以行政处罚。"
    if "annulled" in has and "published" in has:
        filed = served + DAY * rng.randint(5, 40)
        upset = filed + DAY * rng.randint(20, 50)
        told["remedies"] = [{"kind": "reconsideration", "filed_on": filed, "accepted_on": filed + DAY,
                             "outcome": "annulled", "outcome_on": upset, "served_on": upset}]  # fmt: skip
        told["withdrawn_on"] = after(upset, rng.randint(0, 3))
    told |= _paid(rng, told, has, terms, served)


def _paid(rng: random.Random, told: Record, has: set[str], terms: Record, served: date) -> Record:
    paid = served + DAY * rng.randint(1, 15)
    money: Record = {"on": paid, "amount": terms["fine"], "receipt": f"缴{told['reference']}", "channel": "bank"}
    if "overdue" in has:
        asked = served + DAY * 190
        court = after(asked, rng.randint(11, 14))
        told["demands"] = [{"served_on": asked}]
        told["enforcements"] = [{"kind": "court", "on": court, "surcharge": terms["fine"]}]
        paid = court + DAY * rng.randint(20, 60)
        money |= {"on": paid}
    elif "cash" in has:
        handed = after(paid, rng.randint(0, 2))
        money |= {
            "channel": "on_the_spot",
            "ground": "69",
            "handed_in_on": handed,
            "banked_on": after(handed, rng.randint(0, 2)),
        }
    closed = after(paid, rng.randint(1, 15))
    return {"payments": [money], "closed_on": closed, "closure_reason": "performed",
            "archived_on": after(closed, rng.randint(1, 30))}  # fmt: skip
