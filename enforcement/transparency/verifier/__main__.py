"""Verify an export without Django and without a database.

``python -m enforcement.transparency.verifier --export FILE --checkpoint NOTE --key VKEY``; or take the folder away and
run ``python -m verifier`` beside it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .findings import Judgement
from .judging import judge
from .note import Checkpoint, Key, NoteRefused, key_from
from .opening import opened
from .records import Export, ExportRefused
from .sentences import sentence

INTACT, ALTERED, UNUSABLE = range(3)


def main(arguments: Sequence[str] | None = None, *, out: Any = sys.stdout, err: Any = sys.stderr) -> int:
    """Verify and say what was found: 0 for intact, 1 for altered, 2 where nothing could be verified."""
    asked = _parser().parse_args(arguments)
    try:
        keys = [key_from(key_text(given)) for given in asked.key]
        export = Export(Path(asked.export))
        trusted = [opened(Path(name).read_text("utf-8"), keys) for name in asked.checkpoint] or _own(export, keys)
    except (OSError, NoteRefused, ExportRefused) as fault:
        err.write(f"{fault}\n")
        return UNUSABLE
    found = judge(export, trusted)
    for one in found.faults:
        err.write(f"{sentence(one, chinese=True)}\n{sentence(one, chinese=False)}\n")
    out.write(said(found, trusted, kept=bool(asked.checkpoint)) + "\n")
    return INTACT if found.intact else ALTERED


def said(found: Judgement, trusted: Sequence[Checkpoint], *, kept: bool) -> str:
    """Return the outcome in a few lines, what was not proved included."""
    counted = f"{found.entries} entries in {found.series} series, {found.leaves} in the log"
    if not found.intact:
        return f"ALTERED: {found.count} fault(s). {counted}."
    covered = max((one.size for one in trusted), default=0)
    lines = [f"INTACT: {counted}; {len(found.checked)} checkpoint(s) fit, the last over {covered}."]
    if found.entries > covered:
        lines.append(f"{found.entries - covered} are newer: their chains hold, but no checkpoint covers them.")
    if not kept:
        lines.append("No checkpoint kept elsewhere was given: whoever rewrote everything would not be found.")
    return "\n".join(lines)


def key_text(given: str) -> str:
    """Return a key given as text, or as the name of a file whose last line it is."""
    return given if "+" in given else Path(given).read_text("utf-8").strip().rpartition("\n")[2]


def _own(export: Export, keys: Sequence[Key]) -> list[Checkpoint]:
    """Return the checkpoints that the export itself brings, signed by the keys; none without keys."""
    return [opened(str(note), keys) for note in export.head.get("checkpoints", ())] if keys else []


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="verifier", description="Verify an export of the ledger.")
    parser.add_argument("--export", required=True, help="the file that export_ledger wrote")
    parser.add_argument("--checkpoint", action="append", default=[], help="a signed note kept outside; may be repeated")
    parser.add_argument("--key", action="append", default=[], help="a verifier key, or a file with one")
    return parser


if __name__ == "__main__":
    sys.exit(main())
