"""Parallel papers of 100 items from a bank of 2,000, under shares, a band of difficulty and enemy pairs: 20, then 200.

Processor time is what counts; the floor is the time in which the same bank is only sorted into units and added up.
"""

# ruff: noqa: PLC0415 (Django is imported after its settings are named)

from __future__ import annotations

import os
import random
import time
from typing import Any

ITEMS, PAIRS, BAR = 2000, 100, 60.0
SIZES = (20, 200)
LAWS = {f"法律{n}": weight for n, weight in enumerate((20, 15, 12, 10, 10, 10, 8, 8, 7), start=1)}
KINDS = {"single": 50, "multiple": 20, "true_false": 30}


def main() -> int:
    """Measure, print the table, and say whether the bar holds."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enforcement.settings")
    import django

    django.setup()
    from exams.papers.assemble import assemble
    from exams.papers.check import overlap
    from exams.papers.explain import conflicts_of
    from exams.papers.problem import Problem

    items, enemies, plan = setting()
    floor = spent(lambda: conflicts_of(Problem(plan, items, enemies, SIZES[0])))[0]
    print(f"{'papers':>8} {'CPU s':>8} {'difference':>11} {'most in common':>15}")
    print(f"{'floor':>8} {floor:8.2f}")
    seconds = 0.0
    for size in SIZES:
        facts = {"items": items, "enemies": enemies, "blueprint": plan, "papers": size, "seed": 7}
        seconds, papers = spent(lambda facts=facts: assemble(**facts))
        means = [sum(points * item.difficulty for item, points in paper) / plan.marks for paper in papers]
        print(f"{size:8} {seconds:8.1f} {(max(means) - min(means)) / 100:11.4f} {overlap(papers)[0]:15}")
    holds = seconds <= BAR
    print(f"papers: {seconds:.1f} s (bar {BAR:.0f}): {'holds' if holds else 'falls short'}")
    return 0 if holds else 1


def setting() -> tuple[Any, Any, Any]:
    """Return the bank, its enemy pairs and the plan; always the same."""
    from exams.papers.blueprint import Blueprint, Row, Share
    from exams.papers.pool import Candidate

    chance = random.Random(1)
    weights = [1, 2, 3, 5, 8, 10, 12, 12, 12, 10, 8, 6, 4, 3, 2, 1, 1]
    items = tuple(
        Candidate(
            id=n, item=n, type=chance.choices([*KINDS], [*KINDS.values()])[0],
            law=chance.choices([*LAWS], [*LAWS.values()])[0], difficulty=25 * chance.choices(range(4, 21), weights)[0],
        )
        for n in range(1, ITEMS + 1)
    )  # fmt: skip
    enemies = {tuple(sorted(chance.sample(range(1, ITEMS), 2))) for _pair in range(PAIRS)}
    rows = (
        Row("single", 10, 100, "法律1"),
        Row("single", 30, 100),
        Row("multiple", 20, 200),
        Row("true_false", 40, 50),
    )
    shares = (Share("法律2", at_least=20), Share("法律1", at_most=40))
    return items, frozenset(enemies), Blueprint(rows, shares, mean_from=240, mean_to=300, spread=5)


def spent(work: Any) -> tuple[float, Any]:
    """Return the processor seconds that work takes, and what it gives."""
    before = time.process_time()
    done = work()
    return time.process_time() - before, done


if __name__ == "__main__":
    raise SystemExit(main())
