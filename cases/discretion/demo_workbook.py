"""A workbook of invented benchmarks, as an agency would fill in the template."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

import xlsxwriter

from cases.discretion.sheet import HEADINGS

GRADES = (
    ("较轻", "初次违法，及时改正，没有危害后果", 0, 3), ("一般", "没有从轻、从重情节", 3, 6),
    ("较重", "造成一定危害后果，或者两次以上实施", 6, 8), ("严重", "危害后果严重，或者拒不改正", 8, 10),
)  # fmt: skip


@dataclass(frozen=True)
class Offence:
    """An offence with its provisions and the highest fine in yuan."""

    name: str
    basis: str
    most: int


def workbook(field: str, offences: list[Offence]) -> bytes:
    """Return a workbook with four grades to each offence: tenths of the range."""
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet("裁量基准")
    for place, headings in enumerate(HEADINGS.values()):
        sheet.write_string(0, place, headings[0])
    row = 0
    for offence in offences:
        for name, when, low, high in GRADES:
            row += 1
            ends = (str(offence.most * low // 10), str(offence.most * high // 10))
            cells = (
                field,
                offence.name,
                offence.basis,
                offence.basis,
                "固定数额",
                "0",
                str(offence.most),
                "警告、通报批评",
                "是",
            )
            for place, text in enumerate((*cells, name, when, *ends, "")):
                sheet.write_string(row, place, text)
    book.close()
    return stream.getvalue()
