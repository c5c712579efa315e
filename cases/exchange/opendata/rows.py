"""Rows of open data as files say them."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from cases.publicity.datasets import Dataset

MARK: Final = "\ufeff"
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


class _Line:
    """What the csv module writes a line into."""

    def write(self, text: str) -> str:
        """Hand the line back."""
        return text


def plain(row: Mapping[str, Any], dataset: Dataset) -> dict[str, Any]:
    """Return a row as JSON holds it, with every column: days as ISO 8601, amounts as texts with two places."""
    return {column.code: _json(row.get(column.code)) for column in dataset.columns}


def csv_lines(dataset: Dataset, *, for_spreadsheets: bool) -> Iterator[str]:
    """Yield the lines of a CSV file (RFC 4180): codes as header, lists joined by a semicolon.

    For spreadsheets it begins with the mark of UTF-8, the header has the titles, and no text is taken for a formula.
    """
    writer = csv.writer(_Line())
    titles = [str(c.title) if for_spreadsheets else c.code for c in dataset.columns]
    yield (MARK if for_spreadsheets else "") + writer.writerow(titles)
    for row in dataset.rows():
        cells = [_cell(row.get(c.code)) for c in dataset.columns]
        yield writer.writerow([_harmless(c) for c in cells] if for_spreadsheets else cells)


def json_lines(dataset: Dataset) -> Iterator[str]:
    """Yield one JSON object a line."""
    for row in dataset.rows():
        yield json.dumps(plain(row, dataset), ensure_ascii=False) + "\n"


def _json(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    if isinstance(value, str | int | bool) or value is None:
        return value
    return [str(one) for one in value] if isinstance(value, Iterable) else str(value)


def _cell(value: Any) -> str:
    told = _json(value)
    if isinstance(told, bool):
        return "true" if told else "false"
    return "；".join(told) if isinstance(told, list) else "" if told is None else str(told)


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell
