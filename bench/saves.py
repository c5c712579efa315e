"""Answers saved through the whole server, against the same statement in pgbench on the same cluster.

By rate: acknowledged saves a second with browser, server and database on the same cores, over pgbench's transactions a
second with 32 clients. By cost: CPU of server and database for a save, over that of pgbench's database for one (those
who ask are left out on both sides). Then the wait at 60 % of that rate, each request counted from when it was due.
Rounds alternate; the median of three. fsync and synchronous commit are on.
"""

# ruff: noqa: PLC0415 - settings read the environment, which is set first

from __future__ import annotations

import itertools
import os
import statistics
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import psutil

from bench import _embedded, _pgbench, _server, _sittings

NAME = "bench_saves"
SECONDS = float(os.environ.get("SECONDS", "6"))
ROUNDS, CLIENTS, EACH = 3, 32, 40
BROWSERS = 64
BAR, BAR_CPU, BAR_MS, SHARE = 0.20, 5.0, 100.0, 0.6
PER_PHASE = 10_000_000


@dataclass(frozen=True)
class Round:
    """One floor and one run through the server; rates a second, costs in milliseconds of CPU."""

    floor: float
    floor_ms: float
    saves: float
    web_ms: float
    database_ms: float
    acknowledged: int
    refused: int

    @property
    def by_rate(self) -> float:
        """The share of the floor's rate."""
        return self.saves / self.floor

    @property
    def by_cpu(self) -> float:
        """The multiple of the floor's cost."""
        return (self.web_ms + self.database_ms) / self.floor_ms


def main() -> int:
    try:
        with _embedded.database(NAME) as host:
            with _embedded.connect(host, NAME) as connection:
                _sittings.lay(connection, count=CLIENTS * EACH, stand="running")
            with _server.server() as process:
                rounds = [one_round(host, psutil.Process(process.pid), number) for number in range(ROUNDS)]
                calm = paced(SHARE * statistics.median(one.saves for one in rounds))
            return report(rounds, calm, journalled(host))
    except (_embedded.NotEmbedded, _server.PortTaken) as fault:
        print(fault)
        return 2


def one_round(host: str, process: psutil.Process, number: int) -> Round:
    database = _embedded.postmaster()
    before = _embedded.cpu_seconds(database)
    floor = pgbench(host, base=(2 * number + 1) * PER_PHASE)
    floor_ms = 1000 * (_embedded.cpu_seconds(database) - before) / floor.count
    ask = requests(base=(2 * number + 2) * PER_PHASE)
    web, stored = _embedded.cpu_seconds(process), _embedded.cpu_seconds(database)
    tally = _server.drive(browsers=BROWSERS, seconds=SECONDS, ask=lambda: next(ask), good=b'"ack":true')
    web, stored = _embedded.cpu_seconds(process) - web, _embedded.cpu_seconds(database) - stored
    return Round(
        floor=floor.rate,
        floor_ms=floor_ms,
        saves=tally.good / tally.seconds,
        web_ms=1000 * web / tally.good,
        database_ms=1000 * stored / tally.good,
        acknowledged=tally.good,
        refused=tally.bad,
    )


def paced(rate: float) -> _server.Tally:
    ask = requests(base=2 * (ROUNDS + 1) * PER_PHASE)
    return _server.drive(browsers=BROWSERS, seconds=2 * SECONDS, ask=lambda: next(ask), good=b'"ack":true', rate=rate)


def requests(*, base: int) -> Iterator[bytes]:
    """Yield saves of two answers each, every sitting in turn, under rising numbers."""
    heads = [
        f"POST /x/sittings/{number}/save HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {_sittings.token(number)}"
        "\r\nContent-Type: application/json\r\nCookie: language=zh-hans\r\nContent-Length: "
        for number in range(1, CLIENTS * EACH + 1)
    ]
    for count in itertools.count(1):
        body = f'{{"seq":{base + count},"d":{{"{count % _sittings.SLOTS}":2,"{7 * count % _sittings.SLOTS}":4}}}}'
        yield f"{heads[count % len(heads)]}{len(body)}\r\n\r\n{body}".encode()


def pgbench(host: str, *, base: int) -> _pgbench.Ran:
    """Return the rate and the number of the same saves sent by pgbench, prepared, with 32 clients."""
    from exams import statements

    given = {
        "id": ":id", "at": "NULL", "lease": "1", "seq": ":seq", "top": str(_sittings.SLOTS - 1), "texts": "NULL",
        "slots": "ARRAY[:a, :b]", "masks": "ARRAY[:m, :m]",
    }  # fmt: skip
    last = _sittings.SLOTS - 1
    script = (
        f"\\set n :n + 1\n\\set id :client_id * {EACH} + random(1, {EACH})\n\\set seq {base} + :n\n"
        f"\\set a random(0, {last})\n\\set b random(0, {last})\n\\set m random(1, 15)\n"
        f"{_pgbench.sql_of(statements.SAVE, given)};\n"
    )
    return _pgbench.run(host, NAME, script, clients=CLIENTS, seconds=round(SECONDS))


def journalled(host: str) -> int:
    """Return how many saves that came through the server are in the journal."""
    ranges = [((2 * n + 2) * PER_PHASE, (2 * n + 3) * PER_PHASE) for n in range(ROUNDS)]
    with _embedded.connect(host, NAME) as connection:
        return sum(
            connection.execute("SELECT count(*) FROM exams_savejournal WHERE seq > %s AND seq < %s", pair).fetchone()[0]  # type: ignore[index]
            for pair in ranges
        )


def report(rounds: list[Round], calm: _server.Tally, kept: int) -> int:
    acknowledged, refused = sum(one.acknowledged for one in rounds), sum(one.refused for one in rounds) + calm.bad
    print(f"{CLIENTS} pgbench clients, {BROWSERS} browsers, {CLIENTS * EACH} sittings, two answers a save")
    print("round  pgbench/s  CPU ms    saves/s   web ms  database ms   by rate   by CPU")
    for number, one in enumerate(rounds, start=1):
        print(
            f"{number:>5} {one.floor:>10.0f} {one.floor_ms:>7.3f} {one.saves:>10.0f} {one.web_ms:>8.3f}"
            f" {one.database_ms:>12.3f} {one.by_rate:>9.3f} {one.by_cpu:>8.2f}"
        )
    rate, p99 = calm.good / calm.seconds, calm.wait_at(0.99)
    print(f"at {rate:.0f}/s: half within {calm.wait_at(0.5):.1f} ms, 99 % within {p99:.1f} ms (bar < {BAR_MS:.0f})")
    print(f"acknowledged {acknowledged}, journalled {kept}, refused {refused}")
    by_rate, by_cpu = (statistics.median(getattr(one, name) for one in rounds) for name in ("by_rate", "by_cpu"))
    print(f"CPU of a save over pgbench's: {by_cpu:.2f} (bar ≤ {BAR_CPU:.0f})")
    holds = by_rate >= BAR and by_cpu <= BAR_CPU and p99 < BAR_MS and not refused and kept == acknowledged
    print(f"saves: {by_rate:.3f} (bar ≥ {BAR:.2f}): {'holds' if holds else 'falls short'}")
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
