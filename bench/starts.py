"""So many candidates start: the time the database needs for the one statement of each, committed, 64 at once.

SCALE sets how many (100,000). The floor is as many commits of an UPDATE of one column by key, measured on a tenth.
"""

# ruff: noqa: PLC0415 - settings read the environment, which is set first

from __future__ import annotations

import os
import sys

from bench import _embedded, _pgbench, _sittings

NAME = "bench_starts"
SCALE = int(os.environ.get("SCALE", "100000"))
CLIENTS, BAR = 64, 30.0


def main() -> int:
    each = max(1, SCALE // CLIENTS)
    try:
        with _embedded.database(NAME) as host:
            with _embedded.connect(host, NAME) as connection:
                _sittings.lay(connection, count=each * CLIENTS, stand="assigned")
            floor = _pgbench.run(host, NAME, script(each, FLOOR), clients=CLIENTS, each=max(1, each // 10))
            ran = _pgbench.run(host, NAME, script(each, start()), clients=CLIENTS, each=each)
            with _embedded.connect(host, NAME) as connection:
                begun = connection.execute(
                    "SELECT count(*) FROM exams_sitting s JOIN exams_savejournal j ON j.sitting_id = s.id AND j.seq = 0"
                    " WHERE s.state = 'running' AND s.deadline_at > s.started_at"
                ).fetchone()
            return report(floor, ran, begun[0] if begun else 0)
    except _embedded.NotEmbedded as fault:
        print(fault)
        return 2


FLOOR = "UPDATE exams_sitting SET extra_seconds = 0 WHERE id = :id"


def start() -> str:
    from exams import statements

    given = {"id": ":id", "at": "NULL", "honour": "'2026-1'", "once": "'bench'"}
    return _pgbench.sql_of(statements.START, given)


def script(each: int, sql: str) -> str:
    return f"\\set n :n + 1\n\\set id :client_id * {each} + :n\n{sql};\n"


def report(floor: _pgbench.Ran, ran: _pgbench.Ran, begun: int) -> int:
    seconds, whole = ran.count / ran.rate, 100_000 / ran.rate
    print(f"{ran.count} starts in {seconds:.1f} s: {ran.rate:.0f}/s; {begun} under way with their row in the journal")
    print(f"floor: {floor.rate:.0f} commits of one column a second; a start costs {floor.rate / ran.rate:.2f} of them")
    holds = whole <= BAR and begun == ran.count
    print(f"starts: {whole:.1f} s for 100,000 (bar ≤ {BAR:.0f} s): {'holds' if holds else 'falls short'}")
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
