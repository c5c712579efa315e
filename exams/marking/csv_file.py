"""Rows as a CSV file that spreadsheets open: UTF-8 with its mark, nothing taken for a formula."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterable, Sequence
from typing import IO, Any

IN_MEMORY = 10_000_000
"""Bytes kept in memory; what is larger goes to a file of the system's own."""


def csv_file(rows: Iterable[Sequence[Any]]) -> IO[bytes]:
    """Return the rows as a file to read from its beginning; who gives it out closes it."""
    stream = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 (the response closes it)
    stream.write(b"\xef\xbb\xbf")
    line = io.StringIO(newline="")
    writer = csv.writer(line)
    for row in rows:
        writer.writerow([_plain(value) for value in row])
        stream.write(line.getvalue().encode())
        line.seek(0)
        line.truncate()
    stream.seek(0)
    return stream


def _plain(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t", "\r"} else value
