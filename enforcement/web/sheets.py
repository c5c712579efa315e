"""Read tables that people upload: workbooks (.xlsx) and tables of text (.csv, UTF-8 or GB 18030), line by line."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO, StringIO
from typing import Any, Final

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

EXACT_DIGITS: Final = 15
"""Digits that a figure in a workbook keeps; an identification number has more."""
FAULTS: Final = (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError, UnicodeDecodeError, csv.Error)
"""What reading a file that is no table raises."""
Row = Sequence[Any]


def rows_of(data: bytes, *, most: int) -> tuple[int, Iterable[Row]]:
    """Return about how many lines a table has, and its lines, the headings first; two more than ``most`` at the most.

    Raises:
        One of ``FAULTS``, also while the lines are read.
    """
    if data.startswith(b"PK"):
        sheet = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True).worksheets[0]
        return sheet.max_row or 0, sheet.iter_rows(values_only=True, max_row=most + 2)
    text = _decoded(data)
    if "\x00" in text:
        raise ValueError("not a text")
    first = text.partition("\n")[0]
    return text.count("\n"), csv.reader(StringIO(text), delimiter="\t" if "\t" in first else ",", strict=True)


def columns_of(heads: Row, headings: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """Return the place of each known column; ``headings`` gives how each may be headed. The first of two counts."""
    named = {text_of(value): index for index, value in reversed(list(enumerate(heads)))}
    return {
        name: next(named[alias] for alias in aliases if alias in named)
        for name, aliases in headings.items()
        if any(alias in named for alias in aliases)
    }


def text_of(value: Any) -> str:
    """Return what a cell says, as people read it."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def cut_short(value: Any) -> bool:
    """Return whether a cell holds a figure of more digits than a workbook keeps."""
    return isinstance(value, int | float) and len(text_of(value)) > EXACT_DIGITS


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")
