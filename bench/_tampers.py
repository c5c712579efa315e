"""A small signed ledger, and what somebody with every right on the database could do to it."""

# ruff: noqa: PLC0415 - settings read the environment, which the database sets first

from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

SERIES, EACH, NEWER = 12, 20, 10
KINDS = ("edit", "remove", "insert", "exchange", "truncate")
LOG = ("checkpoint", "fingerprint", "tile", "logleaf", "sequence")


def lay(folder: Path, at: datetime) -> list[str]:
    """Lay the ledger, sign it, keep note and key outside, let some newer entries follow; return the arguments."""
    from enforcement.transparency.publish_checkpoint import publish_checkpoint
    from enforcement.transparency.sequence_entries import sequence_entries

    for n in range(SERIES * EACH):
        add(f"log:{n % SERIES}", at - timedelta(hours=3 * (SERIES * EACH - n)), n)
    sequence_entries(at=at)
    made = publish_checkpoint(at=at)
    assert made is not None
    (folder / "note").write_text(made.note, encoding="utf-8")
    for n in range(NEWER):
        add(f"log:{n % SERIES}", at + timedelta(hours=n), n)
    sequence_entries(at=at)
    return ["--export", str(folder / "ledger.gz"), "--checkpoint", str(folder / "note"), "--key", made.key.text]


def add(series: str, at: datetime, n: int) -> Any:
    """Append an entry as of a moment."""
    from enforcement.ledger.models import Entry

    last = Entry.objects.filter(series=series).order_by("-seq").first()
    entry = Entry(
        series=series, at=at, recorded_at=at, verb="step.investigate", credential="",
        actor={"kind": "person", "person_id": n, "name": "赵试甲"}, body=f'{{"n":{n},"sha256":"{n:064x}"}}',
    )  # fmt: skip
    chained(entry, last)
    entry.save(force_insert=True)
    return entry


def chained(entry: Any, last: Any) -> None:
    """Give an entry number and hash after another."""
    from enforcement.ledger.chain import GENESIS
    from enforcement.ledger.queries import hash_of

    entry.seq, entry.prev = (last.seq + 1, last.hash) if last else (1, GENESIS)
    entry.hash = hash_of(entry)


def tamper(kind: str, depth: int, dice: random.Random, at: datetime) -> str:
    """Do one thing to the ledger and hide it as deep as asked; return what was done."""
    from enforcement.transparency.publish_checkpoint import publish_checkpoint
    from enforcement.transparency.sequence_entries import sequence_entries

    series = f"log:{dice.randrange(SERIES)}"
    what = DOING[kind](series, depth, dice, at)
    if depth >= 1:
        rechain(series)
    if depth >= 2:
        for name in LOG:
            run(f"DELETE FROM transparency_{name}")
        sequence_entries(at=at)
    if depth >= 3:
        publish_checkpoint(at=at)
    return what


def rechain(series: str) -> None:
    """Compute numbers and hashes of a series anew, as if it had always been so."""
    from enforcement.ledger.models import Entry

    entries, last = list(Entry.objects.filter(series=series).order_by("seq", "recorded_at")), None
    Entry.objects.filter(series=series).delete()
    for entry in entries:
        chained(entry, last)
        last = entry
    Entry.objects.bulk_create(entries)


def edit(series: str, _depth: int, dice: random.Random, _at: datetime) -> str:
    entry = one_of(series, dice)
    field = dice.choice(("body", "actor", "verb", "at", "recorded_at", "credential", "series_name"))
    change: dict[str, Callable[[], Any]] = {
        "body": lambda: ("body", json.dumps({"n": dice.random()})),
        "actor": lambda: ("actor", {**entry.actor, "name": "钱试乙"}),
        "verb": lambda: ("verb", "step.decide"),
        "at": lambda: ("at", entry.at + timedelta(seconds=dice.randrange(1, 9**6))),
        "recorded_at": lambda: ("recorded_at", entry.recorded_at - timedelta(seconds=dice.randrange(1, 9**6))),
        "credential": lambda: ("credential", "37000000001"),
        "series_name": lambda: ("series", f"log:{dice.randrange(100, 999)}"),
    }
    name, value = change[field]()
    type(entry).objects.filter(pk=entry.pk).update(**{name: value})
    return f"{name} of {entry.series}#{entry.seq}"


def remove(series: str, _depth: int, dice: random.Random, _at: datetime) -> str:
    entry = one_of(series, dice)
    if dice.random() < 0.5:
        run(f"DELETE FROM transparency_logleaf WHERE entry_id = {entry.pk}")
    entry.delete()
    return f"{entry.series}#{entry.seq}"


def insert(series: str, depth: int, dice: random.Random, at: datetime) -> str:
    """Slip in an entry with an old date: at the end of the chain, or in the middle of it where that is recomputed."""
    made = add(series, at - timedelta(days=dice.randrange(2, 25)), 7)
    if depth:
        place = dice.randrange(1, EACH)
        type(made).objects.filter(series=series, seq__gte=place).exclude(pk=made.pk).update(seq=_shift())
        type(made).objects.filter(pk=made.pk).update(seq=place)
    return f"into {series}"


def _shift() -> Any:
    from django.db.models import F

    return F("seq") + 1000


def exchange(series: str, _depth: int, dice: random.Random, _at: datetime) -> str:
    """Exchange two entries: their contents, or their places in the log."""
    from enforcement.ledger.models import Entry

    one, two = dice.sample(list(Entry.objects.filter(series=series, seq__lte=EACH)), 2)
    if dice.random() < 0.5:
        run(f"UPDATE transparency_logleaf SET entry_id = -entry_id WHERE entry_id IN ({one.pk}, {two.pk})")
        run(f"UPDATE transparency_logleaf SET entry_id = {two.pk} WHERE entry_id = -{one.pk}")
        run(f"UPDATE transparency_logleaf SET entry_id = {one.pk} WHERE entry_id = -{two.pk}")
    Entry.objects.filter(pk=one.pk).update(body=two.body, verb=two.verb, actor=two.actor, at=two.at)
    Entry.objects.filter(pk=two.pk).update(body=one.body, verb=one.verb, actor=one.actor, at=one.at)
    return f"{series}#{one.seq} and #{two.seq}"


def truncate(_series: str, depth: int, dice: random.Random, _at: datetime) -> str:
    """Cut the end off: entries alone, or the log's leaves too."""
    cut = dice.randrange(SERIES * EACH // 2, SERIES * EACH)
    run(f"DELETE FROM ledger_entry WHERE id IN (SELECT entry_id FROM transparency_logleaf WHERE index >= {cut})")
    if depth or dice.random() < 0.5:
        run(f"DELETE FROM transparency_logleaf WHERE index >= {cut}")
    return f"from place {cut}"


def one_of(series: str, dice: random.Random) -> Any:
    from enforcement.ledger.models import Entry

    return Entry.objects.get(series=series, seq=dice.randrange(1, EACH + 1))


def run(sql: str) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql)


DOING = {"edit": edit, "remove": remove, "insert": insert, "exchange": exchange, "truncate": truncate}
