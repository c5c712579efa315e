"""Verifying the ledger: CPU of one entry; and what the chain costs those who append, eight at a time.

SCALE entries (200,000) in a tenth as many series are laid, placed, signed and exported. The verifier that
stands alone reads the export; its CPU is divided by the entries, beside the floor of the same run (reading the lines
and hashing each once). Then eight processes append for some seconds in turns: with the chain, as an act does that holds
its series, and the same insert with no chain and no lock. The median of the rounds' ratios.
"""

# ruff: noqa: PLC0415 - settings read the environment, which the database sets first

from __future__ import annotations

import gzip
import multiprocessing
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from bench import _embedded

NAME = "bench_ledger"
SCALE = int(os.environ.get("SCALE", "200000"))
WORKERS, ROUNDS, SECONDS = 8, 5, 4.0
MOST_MICROSECONDS, LEAST_RATIO = 40.0, 0.9
AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
BODY = {
    "step": "P05", "step_name": "调查取证", "visit": 1, "outcome": "clear", "version": 3,
    "note": "现场检查，当事人在场",
    "record": "1b4e28ba-2fa1-11d2-883f-0016d3cca427", "entered": ["P06"],
    "papers": [{"code": "XW", "sha256": "ab" * 32}],
    "people": [{"person": 7, "name": "赵试甲", "role": "handle", "credential": "37001"}] * 2,
    "guards": [{"type": "min_people", "ok": True, "basis": "第四十二条"}] * 2,
}  # fmt: skip
MODES = ("no chain, no lock", "chain, series held", "chain, series locked")


def main() -> int:
    with _embedded.database(NAME), tempfile.TemporaryDirectory() as folder:
        cost = verification(Path(folder))
        ratio = appending()
    holds = cost <= MOST_MICROSECONDS and ratio >= LEAST_RATIO
    figure = (
        f"{cost:.1f} µs of CPU per entry verified, {ratio:.2f} of the throughput without a chain at {WORKERS} workers"
    )
    print(f"ledger: {figure} (bar ≤ {MOST_MICROSECONDS:.0f} µs, ≥ {LEAST_RATIO}): {'holds' if holds else 'MISSED'}")
    return 0 if holds else 1


def verification(folder: Path) -> float:
    """Return the microseconds of CPU that verifying an entry takes."""
    from enforcement.transparency.export import export
    from enforcement.transparency.publish_checkpoint import publish_checkpoint
    from enforcement.transparency.sequence_entries import sequence_entries
    from enforcement.transparency.verifier.judging import judge
    from enforcement.transparency.verifier.note import key_from
    from enforcement.transparency.verifier.opening import opened
    from enforcement.transparency.verifier.records import Export
    from enforcement.transparency.verify import verify

    lay()
    began = time.process_time()
    sequence_entries(at=AT)
    print(f"giving {SCALE} entries their places: {(time.process_time() - began) / SCALE * 1e6:.1f} µs of CPU each")
    made = publish_checkpoint(at=AT)
    assert made is not None
    path = folder / "ledger.gz"
    export(path, at=AT)
    floor = min(timed(lambda: plain(path)) for _ in range(3))
    checkpoint = opened(made.note, [key_from(made.key.text)])
    found = []
    cost = statistics.median(timed(lambda: found.append(judge(Export(path), [checkpoint]))) for _ in range(3))
    assert all(one.intact and one.entries == SCALE and one.checked == [SCALE] for one in found), found[0].faults
    online = timed(lambda: verify(at=AT))
    size = path.stat().st_size / SCALE
    print(f"export: {size:.0f} bytes an entry; floor (read, hash once): {floor / SCALE * 1e6:.1f} µs")
    print(f"verified from the export: {cost / SCALE * 1e6:.1f} µs, {cost / floor:.1f} × the floor")
    print(f"verified where it lies, reading included: {online / SCALE * 1e6:.1f} µs")
    return cost / SCALE * 1e6


def timed(do: Any) -> float:
    began = time.process_time()
    do()
    return time.process_time() - began


def plain(path: Path) -> None:
    with gzip.open(path, "rb") as stream:
        for line in stream:
            sha256(line).digest()


def lay() -> None:
    from django.db import transaction

    from enforcement.ledger.append_all import append_all, heads_of

    series = [f"log:{n}" for n in range(max(1, SCALE // 10))]
    for start in range(0, SCALE, 1000):
        with transaction.atomic():
            facts = list(facts_of(series, start, min(start + 1000, SCALE)))
            append_all(facts=facts, heads=heads_of([fact.series for fact in facts]))


def facts_of(series: list[str], start: int, end: int) -> Iterator[Any]:
    from enforcement.ledger.append_all import Fact

    for n in range(start, end):
        yield Fact(series[n % len(series)], actor(n), AT, "step.investigate", {**BODY, "n": n})


def actor(n: int) -> Any:
    from enforcement.actor import Actor

    return Actor("person", n % 500, "赵试甲", 3, "某县市场监督管理局", "执法人员", f"37{n % 500:05}")


def appending() -> float:
    """Return how much of the throughput without a chain the chain keeps, the median of the rounds."""
    context = multiprocessing.get_context("spawn")
    start, results = context.Barrier(WORKERS + 1), context.Queue()
    workers = [context.Process(target=work, args=(number, start, results), daemon=True) for number in range(WORKERS)]
    for worker in workers:
        worker.start()
    ratios, locked = [], []
    for number in range(ROUNDS):
        order = [0, 1, 2] if number % 2 else [1, 0, 2]
        rates = dict.fromkeys(order, 0.0)
        for mode in order:
            start.wait()
            rates[mode] = sum(results.get(timeout=120) for _ in range(WORKERS)) / SECONDS
        ratios.append(rates[1] / rates[0])
        locked.append(rates[2] / rates[0])
        print("  ".join(f"{MODES[mode]}: {rates[mode]:.0f}/s" for mode in sorted(order)) + f"  ratio {ratios[-1]:.2f}")
    for worker in workers:
        worker.join(30)
    print(f"where the series itself is locked and its head read first: {statistics.median(locked):.2f} (not gated)")
    return statistics.median(ratios)


def work(number: int, start: Any, results: Any) -> None:
    """Append in each round in the same order of modes; say how many."""
    import django

    django.setup()
    series = f"bench:{number}"
    head = None
    for turn in range(ROUNDS):
        for mode in [0, 1, 2] if turn % 2 else [1, 0, 2]:
            start.wait()
            until, count = time.perf_counter() + SECONDS, 0
            while time.perf_counter() < until:
                head = once(mode, series, number, head, f"{series}:{turn}:{count}")
                count += 1
            results.put(count)


def once(mode: int, series: str, number: int, head: Any, alone: str) -> Any:
    """Append one entry in its own transaction."""
    from django.db import transaction

    from enforcement import clock
    from enforcement.ledger.append import append
    from enforcement.ledger.chain import GENESIS, Head, canonical
    from enforcement.ledger.models import Entry

    by = actor(number)
    with transaction.atomic():
        if mode == 0:
            Entry(
                series=alone, seq=1, at=AT, recorded_at=clock.now(), actor=by.snapshot(), verb="step.investigate",
                body=canonical(BODY), prev=GENESIS, hash=GENESIS, credential=by.credential,
            ).save(force_insert=True)  # fmt: skip
            return head
        held = (head or Head()) if mode == 1 else None
        return append(series=series, by=by, at=AT, verb="step.investigate", body=BODY, head=held)


if __name__ == "__main__":
    sys.exit(main())
