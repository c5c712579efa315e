"""Verify an export without Django and without a database.

``python -m enforcement.transparency.verifier --export FILE --checkpoint NOTE --key VKEY``; or take the folder away and
run ``python -m verifier`` beside it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from .findings import Judgement
from .judging import judge
from .note import Checkpoint, NoteRefused, key_from
from .opening import opened
from .records import Export, ExportRefused
from .sentences import sentence

INTACT, ALTERED, UNUSABLE = range(3)


def main(arguments: Sequence[str] | None = None) -> int:
    """Verify and say what was found: 0 for intact, 1 for altered, 2 where nothing could be verified."""
    asked = _parser().parse_args(arguments)
    try:
        keys = [_text(given) for given in asked.key]
        export = Export(Path(asked.export))
        trusted = [opened(Path(name).read_text("utf-8"), [key_from(key) for key in keys]) for name in asked.checkpoint]
    except (OSError, NoteRefused, ExportRefused) as fault:
        sys.stderr.write(f"{fault}\n")
        return UNUSABLE
    found = judge(export, trusted)
    for one in found.faults:
        sys.stdout.write(f"{sentence(one, chinese=True)}\n{sentence(one, chinese=False)}\n")
    sys.stdout.write(said(found, trusted) + "\n")
    return INTACT if found.intact else ALTERED


def said(found: Judgement, trusted: Sequence[Checkpoint]) -> str:
    """Return the outcome in a few lines, what was not proved included."""
    counted = f"{found.entries} entries in {found.series} series, {found.leaves} in the log"
    if not found.intact:
        return f"ALTERED: {found.count} fault(s). {counted}."
    covered = max((one.size for one in trusted), default=0)
    lines = [f"INTACT: {counted}; checkpoints that fit: {', '.join(map(str, found.checked)) or 'none'}."]
    if found.entries > covered:
        lines.append(
            f"{found.entries - covered} are newer than the checkpoint: their chains hold, no checkpoint covers them."
        )
    if not trusted:
        lines.append("No checkpoint was given: whoever rewrote everything would not be found. Use one kept elsewhere.")
    return "\n".join(lines)


def _text(given: str) -> str:
    """Return a key given as text or as the name of a file."""
    return Path(given).read_text("utf-8") if "+" not in given else given


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="verifier", description="Verify an export of the ledger.")
    parser.add_argument("--export", required=True, help="the file that export_ledger wrote")
    parser.add_argument("--checkpoint", action="append", default=[], help="a signed note kept outside; may be repeated")
    parser.add_argument("--key", action="append", default=[], help="a verifier key, or a file with it")
    return parser


if __name__ == "__main__":
    sys.exit(main())
