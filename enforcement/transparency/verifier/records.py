"""The lines of an export: one entry each, in the order of the log, what is not in the log yet at the end.

The file is text under gzip. The first line is JSON (format, origin, keys, checkpoints), the last says how many lines
stand between. Each of these has seven parts with tabs between: index ("-" outside the log), salt, hash of the leaf,
algorithm, credential, hash of the entry, and the canonical text that this hash is over.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

FORMAT: Final = "enforcement-ledger-export/1"
PARTS: Final = 7
OUTSIDE: Final = "-"


class ExportRefused(ValueError):
    """Say that a file is no export, or was cut off."""


@dataclass(slots=True)
class Record:
    """An entry with its place in the log: -1 outside it; an empty text where only the log's leaf is left."""

    index: int
    salt: str
    leaf: str
    algorithm: str
    credential: str
    hash: str
    text: str

    def line(self) -> str:
        """Return its line."""
        index = OUTSIDE if self.index < 0 else str(self.index)
        return f"{index}\t{self.salt}\t{self.leaf}\t{self.algorithm}\t{self.credential}\t{self.hash}\t{self.text}\n"


class Export:
    """A file of entries, read once from its beginning."""

    def __init__(self, path: Path) -> None:
        """Open it and read the first line.

        Raises:
            ExportRefused: if it is no export.
        """
        self._stream = gzip.open(path, "rt", encoding="utf-8", newline="\n")  # noqa: SIM115 (read on by __iter__)
        try:
            self.head: dict[str, Any] = json.loads(self._stream.readline())
        except (ValueError, OSError, EOFError, zlib.error):
            self.head = {}
        if not isinstance(self.head, dict) or self.head.get("format") != FORMAT:
            raise ExportRefused(f"{path} is not an export of the ledger")

    def __iter__(self) -> Iterator[Record]:
        """Yield the entries.

        Raises:
            ExportRefused: where a line is broken, or the file ends before its last line.
        """
        count, last = 0, ""
        try:
            for line in self._stream:
                if line.startswith("{"):
                    last = line
                    break
                yield _record(line)
                count += 1
        except (OSError, EOFError, zlib.error, UnicodeDecodeError) as fault:
            raise ExportRefused(f"the file breaks off after {count} entries") from fault
        if not last or json.loads(last) != {"end": count}:
            raise ExportRefused(f"the file breaks off after {count} entries")


def _record(line: str) -> Record:
    parts = line.rstrip("\n").split("\t")
    if len(parts) != PARTS or not (parts[0] == OUTSIDE or parts[0].isdecimal()):
        raise ExportRefused(f"a line is broken: {line[:60]!r}")
    return Record(-1 if parts[0] == OUTSIDE else int(parts[0]), *parts[1:])
