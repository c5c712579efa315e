"""From a decision to every verifier: how soon the list says it, how large all lists are, and what the verifier catches.

A database, a server and a background worker of their own. ``SCALE`` is how many credentials are ended, one after the
other, by the real act while the list is fetched over HTTP (10). The sizes are those of 4 million credentials, 0.5 % of
them ended or suspended (four to one), drawn anew. The ratio is one full shard (131,072 credentials in the database),
read, packed, compressed and signed, against compressing the same bytes alone: the floor of whoever publishes a list.
"""

# ruff: noqa: PLC0415 (Django is imported after the environment names the folder and the database)

from __future__ import annotations

import contextlib
import gzip
import os
import statistics
import sys
import time
import urllib.request
from collections.abc import Callable
from typing import Any

import numpy as np

from bench import _lists, _own
from certification.verifier import DocumentRefused, Seen, read_shard, verify

ENDED = int(os.environ.get("SCALE", "10"))
NATION, RATE, SHARD = 4_000_000, 0.005, 131_072
SECONDS_BAR, KILOBYTES_BAR = 5.0, 37.0
DAY = 24 * 3600
ROUNDS = 7


def main() -> int:
    with _own.site("revocation"):
        _own.migrated()
        port = _own.free_port()
        _own.start_worker()
        _own.start_web(port)
        rows = _lists.prepare(ENDED + 1)
        _own.wait_for_port(port)
        waits, last = seen_after(rows[:-1], port), fetched(port)
        caught = catches(rows[-1], rows[0], last)
        ratio = rebuilt_over_gzip()
    bare, whole = sizes()
    return report(waits, caught, ratio, bare, whole)


def fetched(port: int) -> bytes:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/status/1.bin", timeout=10) as answer:
        return bytes(answer.read())


def seen_after(rows: list[Any], port: int) -> list[float]:
    """End each credential and return the seconds until the list over HTTP says so, its signature checked each time."""
    waits = []
    for row in rows:
        begun = time.perf_counter()
        _lists.end(row)
        while time.perf_counter() - begun < 60 and not says_so(fetched(port), row.sid):
            time.sleep(0.02)
        waits.append(time.perf_counter() - begun)
    return waits


def says_so(body: bytes, sid: int) -> bool:
    return read_shard(body, _lists.keys()).status_of(sid) == 1


def catches(valid: Any, ended: Any, body: bytes) -> dict[str, bool]:
    """Return what the verifier makes of good, stale and older lists and of a clock set back."""
    keys, now = _lists.keys(), int(time.time())
    shard = read_shard(body, keys)
    rolled_back = False
    with contextlib.suppress(DocumentRefused):
        read_shard(body, keys, seen={shard.shard: shard.seq + 1})
        rolled_back = True

    def judged(row: Any, at: int, seen: Seen | None = None) -> Any:
        return verify(row.digits, keys=keys, now=at, shard=shard, seen=seen)

    return {
        "the fresh list": judged(valid, now).state == "valid" and judged(ended, now).state == "ended",
        "a list of two days is called old": judged(valid, now + 2 * DAY).freshness == "old",
        "a list of eight days counts no more": judged(valid, now + 8 * DAY).state == "unchecked",
        "a list rolled back is refused": not rolled_back,
        "a clock set back by a day": judged(valid, now - DAY, Seen(at=now)).clock_behind,
    }


def rebuilt_over_gzip() -> float:
    """Return the median ratio of publishing a full shard to compressing its bytes, in turns."""
    rebuild, bits = _lists.full_shard()
    ratios = (seconds(rebuild) / seconds(lambda: gzip.compress(bits, 9, mtime=0)) for _round in range(ROUNDS))
    return statistics.median(ratios)


def seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    for _time in range(5):
        work()
    return (time.perf_counter() - begun) / 5


def sizes() -> tuple[float, float]:
    """Return the kilobytes of all lists of the nation: compressed bits alone, and the signed files."""
    from certification.status.shard import Header, pack, seal, squeeze

    dice, bare, whole = np.random.default_rng(), 0, 0
    for number in range(-(-NATION // SHARD)):
        held = min(SHARD, NATION - number * SHARD)
        values = np.zeros(SHARD, np.uint8)
        chosen = dice.choice(held, round(held * RATE), replace=False)
        values[chosen] = dice.choice([1, 1, 1, 1, 2], len(chosen))
        body = seal(Header(number, 1, 1_800_000_000, 1_800_604_800, 300, 2), pack(values), _lists.Unsigned())
        whole += len(body)
        bare += len(squeeze(pack(values)))
    return bare / 1000, whole / 1000


def report(waits: list[float], caught: dict[str, bool], ratio: float, bare: float, whole: float) -> int:
    middle, most = statistics.median(waits), max(waits)
    print(f"seen over HTTP after  {middle:.2f} s in the middle, {most:.2f} s at most ({len(waits)} revocations)")
    print(f"4,000,000 credentials {bare:.1f} KB compressed in 31 lists, {whole:.1f} KB with headers and signatures")
    print(f"one full list         {ratio:.1f} times the compression of its bytes: read, packed, compressed, signed")
    for what, held in caught.items():
        print(f"{what:<36}{'caught' if held else 'NOT CAUGHT'}")
    good = most <= SECONDS_BAR and bare <= KILOBYTES_BAR and all(caught.values())
    bar = f"bar ≤ {SECONDS_BAR:g} s, ≤ {KILOBYTES_BAR:g} KB, all caught"
    print(f"revocation: {most:.2f} s, {bare:.1f} KB ({bar}): {'holds' if good else 'MISSED'}")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
