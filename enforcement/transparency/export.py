"""Write the whole ledger with its log to one file, line by line, for whoever verifies it without this system."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from enforcement.ledger.chain import moment
from enforcement.transparency import signer
from enforcement.transparency.models import Checkpoint, LogKey
from enforcement.transparency.reading import records
from enforcement.transparency.verifier.records import FORMAT

EVERY = 2000


def export(path: Path, *, at: datetime, report: Callable[[int], None] | None = None) -> int:
    """Write the file, whole or not at all, readable to its owner alone; return how many entries it has."""
    head = {
        "format": FORMAT, "origin": signer.origin(), "exported_at": moment(at),
        "keys": list(LogKey.objects.order_by("pk").values_list("text", flat=True)),
        "checkpoints": list(Checkpoint.objects.values_list("note", flat=True)),
    }  # fmt: skip
    scratch, count = path.with_name(path.name + ".new"), 0
    handle = os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as raw, gzip.GzipFile("", "wb", fileobj=raw, mtime=0) as packed:
        packed.write(f"{json.dumps(head, ensure_ascii=False)}\n".encode())
        for count, record in enumerate(records(), 1):
            packed.write(record.line().encode())
            if report is not None and count % EVERY == 0:
                report(count)
        packed.write(f'{{"end": {count}}}\n'.encode())
    scratch.replace(path)
    return count
