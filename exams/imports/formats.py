"""The formats that items come in: how each is known, how many items a file may have, and who reads it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from exams.imports import gift, moodle, qti, word, workbook
from exams.imports.found import Found, Given

_BEGINNING = 4000
_ROW, _PARAGRAPH = re.compile(rb"<row[ >]"), re.compile(rb"<w:p[ >]")
LINES_OF_AN_ITEM = 6
MOST_LOOKED_AT = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its code, what people call it, who reads it, and how to guess how many items a file has."""

    code: str
    title: str | Promise
    read: Callable[[bytes, Given], Found]
    guess: Callable[[bytes], int]


def _parts(data: bytes, pattern: re.Pattern[bytes], part: re.Pattern[str]) -> int:
    """Return how often a pattern stands in parts of an office document; 0 for what cannot be read, fast to refuse."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            names = [info for info in opened.infolist() if part.fullmatch(info.filename)]
            if sum(info.file_size for info in names) > MOST_LOOKED_AT:
                return MOST_LOOKED_AT
            return max((len(pattern.findall(opened.read(info))) for info in names), default=0)
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, EOFError):
        return 0


def _files(data: bytes) -> int:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            return sum(name.endswith(".xml") for name in opened.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError):
        return 0


FORMATS = {
    one.code: one
    for one in (
        Format(
            "xlsx", _("workbook"), workbook.read,
            lambda data: _parts(data, _ROW, re.compile(r"xl/worksheets/[^/]+\.xml")),
        ),
        Format(
            "docx", _("Word document"), word.read,
            lambda data: _parts(data, _PARAGRAPH, re.compile(r"word/document\.xml")) // LINES_OF_AN_ITEM,
        ),
        Format("gift", "GIFT", gift.read, lambda data: data.count(b"{")),
        Format("moodle", "Moodle XML", moodle.read, lambda data: data.count(b"<question ")),
        Format("qti", "QTI", qti.read, _files),
    )
}  # fmt: skip
SUFFIXES = (".xlsx", ".docx", ".gift", ".txt", ".xml", ".zip")


def format_of(name: str, data: bytes) -> Format | None:
    """Return the format of a file by the ending of its name and, for XML, by its beginning; None for any other."""
    suffix = PurePath(name).suffix.lower()
    if suffix == ".xml":
        return FORMATS["moodle" if b"<quiz" in data[:_BEGINNING] else "qti"]
    codes = {".xlsx": "xlsx", ".docx": "docx", ".gift": "gift", ".txt": "gift", ".zip": "qti"}
    return FORMATS.get(codes.get(suffix, ""))
