"""The text of a notice from a file: a text, or a workbook with the day, 放假 or 上班, and the feast in its columns."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

from django.utils.translation import gettext as _

from enforcement.flowcharts.closures.reading import NotReadable
from enforcement.web.sheets import FAULTS, rows_of, text_of

MOST_LINES: Final = 400
LARGEST: Final = 1024 * 1024
BOOK: Final = b"PK"


def text_of_file(content: bytes) -> str:
    """Return what the file says as lines that ``reading.read_text`` reads.

    Raises:
        NotReadable: for a file of another kind, or one that is too large.
    """
    if len(content) > LARGEST:
        raise NotReadable(_("The file is larger than 1 MB."))
    if content.startswith(b"%PDF"):
        raise NotReadable(_("A PDF cannot be read here: copy its text into the box, and attach the PDF."))
    if not content.startswith(BOOK):
        for encoding in ("utf-8-sig", "gb18030"):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError:
                continue
        raise NotReadable(_("The file is neither a text nor a workbook."))
    try:
        _count, rows = rows_of(content, most=MOST_LINES)
        return "\n".join(" ".join(filter(None, map(_cell, row))) for row in rows)
    except FAULTS:
        raise NotReadable(_("The file is neither a text nor a workbook.")) from None


def _cell(value: Any) -> str:
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
    return text_of(value)
