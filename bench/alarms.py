"""SCALE lawful cases by chance, and each once more with one seeded violation: no red alarm, and every violation found.

Each record is taken in as one of an outside system; the audit that follows raises the alarms, which are read from their
table. The case of number n is broken by the n-th rule in turn, R01 to R38; the lawful one beside it is the same record.
Inspections (R36) and letters (R38) are rows of their registers, found by the nightly sweep of sources. The generator
(``bench/_alarms``) counts days on the published holidays by itself and shares no code with the rules.
"""

# ruff: noqa: PLC0415 - settings read the environment, which comes first

from __future__ import annotations

import copy
import multiprocessing
import os
import random
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from bench import _embedded, _own
from bench._alarms.lawful import FIELDS

SCALE = int(os.environ.get("SCALE", "10000"))
SEED = int(os.environ.get("SEED", "6"))
PROCESSES = int(os.environ.get("PROCESSES", str(os.cpu_count() or 1)))
SHOWN = 12
RULES = [f"R{n:02d}" for n in range(1, 39)]
ONLY = os.environ.get("RULE", "")
"""Break the cases of one rule alone, to look at it again."""


@dataclass
class Found:
    """What the two runs gave: red alarms on lawful things, and violations seeded, found and missed by rule."""

    red: list[str] = field(default_factory=list)
    seeded: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    lawful: int = 0


def main() -> int:
    with _own.site("bench_alarms"):
        _own.migrated()
        return measure()


def measure() -> int:
    from cases.demo import ground

    ground.lay()
    _embedded.let_go()  # each process opens connections of its own
    began, told = time.perf_counter(), Found()
    with multiprocessing.get_context("fork").Pool(PROCESSES) as pool:
        for part, broken, lawful in pool.imap_unordered(_part, range(PROCESSES)):
            told.red += part.red
            told.seeded += part.seeded
            told.found += part.found
            told.lawful += part.lawful
            BROKEN.update(broken)
            LAWFUL.update(lawful)
    _swept(told)
    seeded, found = sum(told.seeded.values()), sum(told.found.values())
    for line in told.red[:SHOWN]:
        print(f"red on a lawful one: {line}")
    for rule in RULES:
        if told.found[rule] < told.seeded[rule]:
            print(f"{rule}: {told.found[rule]} of {told.seeded[rule]} found")
    print(f"{told.lawful} lawful, {seeded} broken by {len(told.seeded)} rules, in {time.perf_counter() - began:.0f} s")
    holds = not told.red and found == seeded and len(told.seeded) == (1 if ONLY else min(len(RULES), SCALE))
    figure = f"{len(told.red)} red on {told.lawful} lawful, {found} of {seeded} violations found"
    print(f"alarms: {figure} (bar 0 red, 100 %): {'holds' if holds else 'MISSED'}")
    return 0 if holds else 1


def _part(first: int) -> tuple[Found, dict[str, str], set[str]]:
    """Make and break every so manieth case from a first one on, in a process of its own."""
    from cases.demo.people import find

    staff, told = find(), Found()
    codes = {key: staff.agencies[key].credit_code for key in FIELDS}
    for number in range(first, SCALE, PROCESSES):
        rule = RULES[number % len(RULES)]
        if ONLY not in {"", rule}:
            continue
        if rule in {"R36", "R38"}:
            _elsewhere(staff, number, rule, told)
        else:
            _case(codes, number, rule, told)
    return told, BROKEN, LAWFUL


def _case(codes: dict[str, str], number: int, rule: str, told: Found) -> None:
    from bench._alarms.lawful import lawful
    from bench._alarms.seeds import SEEDS

    needs, breaks = SEEDS[rule]
    record = lawful(random.Random(SEED * 10**7 + number), number, codes, needs)
    told.lawful += 1
    for alarm in _alarms(copy.deepcopy(record)):
        if alarm[1] == "red":
            told.red.append(f"{record['reference']} {alarm[0]} {alarm[2]}")
    broken = copy.deepcopy(record) | {"reference": f"{record['reference']}违", "twin_code": record["party"]["code"]}
    broken["party"]["code"] = f"9137148288{number:08d}"
    breaks(broken)
    broken.pop("twin_code", None)
    told.seeded[rule] += 1
    told.found[rule] += rule in {alarm[0] for alarm in _alarms(broken)}


def _alarms(record: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Take a record in and return the alarms that its audit raised, as (rule, severity, sentence)."""
    from cases.import_record import record_outside
    from cases.outside import OutsideCase, read
    from cases.outside_steps import derived
    from cases.supervision.models import Alarm
    from enforcement import clock
    from enforcement.actor import SYSTEM

    without = record.pop("without_step", "")
    data = read(plain(record), OutsideCase)
    if without:
        steps = [
            {"code": s.code, "entered_on": s.entered_on, "left_on": s.left_on, "outcome": s.outcome}
            for s in derived(data) if s.code != without
        ]  # fmt: skip
        data = read(plain({**record, "steps": steps}), OutsideCase)
    case = record_outside(data=data, by=SYSTEM, at=clock.now())
    return [(a.rule, a.severity, a.sentence) for a in Alarm.objects.filter(case=case)]


def plain(value: Any) -> Any:
    """Return a record as JSON holds it."""
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


BROKEN: dict[str, str] = {}
LAWFUL: set[str] = set()


def _elsewhere(staff: Any, number: int, rule: str, told: Found) -> None:
    from bench._alarms.elsewhere import BREACHES, inspection, letter

    agency, told.lawful = staff.agencies["urban"], told.lawful + 1
    told.seeded[rule] += 1
    if rule == "R38":
        person = staff.of("justice", "supervisor")
        LAWFUL.add(letter(agency, person, number, overdue=False))
        BROKEN[letter(agency, person, 10**7 + number, overdue=True)] = rule
        return
    on = date(2026, 3, 2) + timedelta(days=number % 60)
    LAWFUL.add(f"inspection:{inspection(agency, number, on)}")
    how = BREACHES[number // 38 % len(BREACHES)]
    BROKEN[f"inspection:{inspection(agency, 10**7 + number, on, **how)}"] = rule


def _swept(told: Found) -> None:
    """Ask the sources as the night does, and read what they raised."""
    from cases.supervision.models import Alarm
    from cases.supervision.sources import sweep_sources
    from enforcement import clock

    sweep_sources(at=clock.now())
    raised = {(a.subject, a.rule): a for a in Alarm.objects.filter(case__isnull=True)}
    for (subject, rule), alarm in raised.items():
        if subject in LAWFUL and alarm.severity == "red":
            told.red.append(f"{subject} {rule} {alarm.sentence}")
    for subject, rule in BROKEN.items():
        told.found[rule] += (subject, rule) in raised


if __name__ == "__main__":
    sys.exit(main())
