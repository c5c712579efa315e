"""Random orders of requests, interventions and time, through the real acts and through a small model of a sitting.

SCALE sets how many (10,000). Differences must be none, in what each step answers, in the stored row, and in what the
journal replays to. The floor is the model alone. Commits do not wait for the disk here: nothing is about crashes.
"""

# ruff: noqa: PLC0415 - settings read the environment, which is set first

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from typing import Any

from bench import _embedded

NAME = "bench_interleavings"
SCALE = int(os.environ.get("SCALE", "10000"))
SHOWN = 5


def main() -> int:
    try:
        with _embedded.database(NAME) as host:
            with _embedded.connect(host, NAME) as connection:
                connection.execute(f"ALTER DATABASE {NAME} SET synchronous_commit = off")
            return report(*walk())
    except _embedded.NotEmbedded as fault:
        print(fault)
        return 2


def walk() -> tuple[Counter[str], list[str], float, float]:
    """Return how often each kind of step was taken, the differences, and the seconds of acts and of the model."""
    from django.conf import settings as site
    from hypothesis import HealthCheck, Phase, given, settings

    from tests.exams import sitting_model as models

    site.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    one, steps, found, spent = models.sittings(), Counter[str](), list[str](), [0.0, 0.0]

    @given(plan=models.PLANS)
    @settings(
        max_examples=SCALE, deadline=None, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    def holds(plan: list[Any]) -> None:
        steps.update(["sittings", *(step[0] for step in plan)])
        begun = time.perf_counter()
        found.extend(f"{line}: {plan}" for line in models.differences(one(), plan))
        between = time.perf_counter()
        models.alone(plan)
        spent[0] += between - begun
        spent[1] += time.perf_counter() - between

    holds()
    return steps, found, spent[0], spent[1]


def report(steps: Counter[str], found: list[str], acts: float, model: float) -> int:
    count = steps.pop("sittings")
    print(f"{count} sittings, {steps.total()} steps: " + ", ".join(f"{kind} {n}" for kind, n in steps.most_common()))
    print(f"acts {acts:.0f} s, {1000 * acts / steps.total():.1f} ms a step; floor, the model alone: {model:.1f} s")
    for line in found[:SHOWN]:
        print(line)
    holds = not found and count >= SCALE
    print(
        f"interleavings: {len(found)} differences in {count} (bar 0 in {SCALE}): {'holds' if holds else 'falls short'}"
    )
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
