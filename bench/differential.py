"""Random charts and walks through the engine's walk, against a token game and, where valid, against SpiffWorkflow.

SCALE sets how many charts are compared with each (10,000). SpiffWorkflow fires joins wrongly where a parallel block
lies in a loop, so charts without one are drawn for it until there are as many. Every walk goes through the pure
``Walk``; one in fifty of the token game's goes through the real ``advance()`` in a database as well.
Bar: 0 differences.
"""

# ruff: noqa: PLC0415 - settings read the environment, which is set first; chance here keeps no secret

from __future__ import annotations

import os
import random
import sys
import time
from typing import Any

from bench import _embedded

NAME = "bench_differential"
SCALE = int(os.environ.get("SCALE", "10000"))
SHARE, STEPS, SHOWN = 50, 40, 5


def main() -> int:
    try:
        with _embedded.database(NAME) as host:
            with _embedded.connect(host, NAME) as connection:
                connection.execute(f"ALTER DATABASE {NAME} SET synchronous_commit = off")
            return report(compare(random.Random(5)))
    except _embedded.NotEmbedded as fault:
        print(fault)
        return 2


def shape(rng: random.Random, leaves: int = 9) -> Any:
    """Return a random block of at most so many tasks."""
    if leaves <= 1 or rng.random() < 0.2:
        return ("task",)
    kind = rng.choice(["seq", "par", "xor", "loop"])
    if kind == "loop":
        return ("loop", shape(rng, leaves - 1))
    parts = rng.randint(2, min(3, leaves))
    return (kind, *(shape(rng, leaves // parts) for _n in range(parts)))


def compare(rng: random.Random) -> dict[str, Any]:
    """Return what was walked, and the differences."""
    from bench._walks import Real, spiff, token_game
    from tests.enforcement.flowcharts.random_charts import whole
    from tests.enforcement.flowcharts.test_engine_oracles import _parallel_in_a_loop

    real, found, seconds = Real(), [], {"game": 0.0, "real": 0.0, "spiff": 0.0}
    steps = {"game": 0, "real": 0, "spiff": 0}
    drawn = charts = valid = through = 0
    while charts < SCALE or valid < SCALE:
        block = shape(rng)
        graph, seed = whole(block), rng.random()
        drawn += 1
        ways: list[tuple[str, Any]] = []
        if charts < SCALE:
            charts += 1
            ways.append(("game", lambda g=graph, s=seed: token_game(g, random.Random(s), STEPS)))
            if charts % SHARE == 1:
                through += 1
                ways.append(("real", lambda g=graph, s=seed: real.walk(g, random.Random(s), STEPS)))
        if valid < SCALE and not _parallel_in_a_loop(block):
            valid += 1
            ways.append(("spiff", lambda g=graph, s=seed: spiff(g, random.Random(s), STEPS)))
        for kind, walk in ways:
            begun = time.perf_counter()
            taken, differences = walk()
            seconds[kind] += time.perf_counter() - begun
            steps[kind] += taken
            found += [f"{kind} {block}: {one}" for one in differences]
    return {"found": found, "game": charts, "spiff": valid, "real": through, "steps": steps, "seconds": seconds}


def report(told: dict[str, Any]) -> int:
    for kind in ("game", "real", "spiff"):
        print(f"{kind:>6}: {told[kind]} charts, {told['steps'][kind]} steps, {told['seconds'][kind]:.0f} s")
    for line in told["found"][:SHOWN]:
        print(line)
    count = len(told["found"])
    holds = count == 0 and told["game"] >= SCALE and told["spiff"] >= SCALE
    print(
        f"differential: {count} differences in {told['game']} charts against the token game and {told['spiff']} against"
        f" SpiffWorkflow, {told['real']} of them through advance() (bar 0): {'holds' if holds else 'MISSED'}"
    )
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
