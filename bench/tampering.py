"""Random tamperings by a superuser whose triggers are off: each must be found offline by a checkpoint taken before.

A small ledger is laid and signed; the note and the key are kept in a file, as a supervisor would. Then SCALE times
(1,000): in a transaction that is undone afterwards, entries are edited, removed, slipped in, exchanged or cut off at
the end, at four depths: the rows alone; with the chain of the series recomputed; with the whole log recomputed as well;
and signed again with the stolen key. The ledger is exported and given to the verifier that stands alone. In between the
untouched ledger is exported and must be found intact: a verifier that always cries would be worth nothing.
"""

# ruff: noqa: PLC0415 - settings read the environment, which the database sets first

from __future__ import annotations

import io
import os
import random
import sys
import tempfile
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from bench import _embedded

NAME = "bench_tampering"
SCALE = int(os.environ.get("SCALE", "1000"))
CONTROL_EVERY = 50
AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
DEPTHS = ("rows alone", "chain recomputed", "log recomputed", "signed with the stolen key")


def main() -> int:
    with _embedded.database(NAME), tempfile.TemporaryDirectory() as folder:
        return measure(Path(folder))


def measure(folder: Path) -> int:
    from bench import _tampers

    dice = random.Random(20260302)
    outside = _tampers.lay(folder, AT)
    if not intact(folder, outside):
        print("The untouched ledger is not found intact.")
        return 1
    done, found, missed, controls = Counter[tuple[str, int]](), Counter[tuple[str, int]](), [], 0
    told: dict[str, str] = {}
    for turn in range(SCALE):
        kind, depth = _tampers.KINDS[turn % len(_tampers.KINDS)], dice.randrange(len(DEPTHS))
        what, code, said = one(folder, outside, kind, depth, dice)
        done[kind, depth] += 1
        if code == 1:
            found[kind, depth] += 1
            told.setdefault(kind, f"{what} → {said}")
        else:
            missed.append(f"{kind}, {DEPTHS[depth]}: {what} → {code} {said}")
        if turn % CONTROL_EVERY == CONTROL_EVERY - 1:
            controls += 1
            if not intact(folder, outside):
                print("The ledger was not restored, or the verifier cries at nothing.")
                return 1
    return report(done, found, missed, controls, told)


def one(folder: Path, outside: list[str], kind: str, depth: int, dice: random.Random) -> tuple[str, int, str]:
    """Tamper once, export, undo; return what was done, the verifier's status, and its first sentence in English."""
    from django.db import connection, transaction

    from bench import _tampers
    from enforcement.transparency.export import export

    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
        what = _tampers.tamper(kind, depth, dice, AT)
        export(folder / "ledger.gz", at=AT)
        transaction.set_rollback(True)
    code, said = verdict(outside)
    lines = said.splitlines()
    return what, code, lines[1] if len(lines) > 1 else said.strip()


def intact(folder: Path, outside: list[str]) -> bool:
    from enforcement.transparency.export import export

    export(folder / "ledger.gz", at=AT)
    return verdict(outside)[0] == 0


def verdict(outside: list[str]) -> tuple[int, str]:
    """Return what the verifier says that needs no database."""
    from enforcement.transparency.verifier.__main__ import main as verify

    said = io.StringIO()
    return verify(outside, out=said, err=said), said.getvalue()


def report(
    done: Counter[tuple[str, int]], found: Counter[tuple[str, int]], missed: list[str], controls: int,
    told: dict[str, str],
) -> int:  # fmt: skip
    print(f"{'':<10}" + "".join(f"{name:>28}" for name in DEPTHS))
    for kind in told:
        row = (f"{found[kind, depth]} of {done[kind, depth]}" for depth in range(len(DEPTHS)))
        print(f"{kind:<10}" + "".join(f"{cell:>28}" for cell in row))
    for kind, words in told.items():
        print(f"e.g. {kind}: {words}")
    for line in missed[:20]:
        print(f"MISSED {line}")
    total, all_of = found.total(), done.total()
    print(f"the untouched ledger was found intact {controls + 1} times between them")
    holds = total == all_of and all_of >= SCALE
    print(f"tampering: {total} of {all_of} found offline (bar all): {'holds' if holds else 'MISSED'}")
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
