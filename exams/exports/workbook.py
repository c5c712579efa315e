"""Items as a workbook, in the layout that is imported; and the empty workbook to fill in."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import xlsxwriter
from PIL import Image

from exams.bank.pictures import Drawn
from exams.exports.samples import SAMPLES
from exams.imports.columns import ABOUT, HEADINGS, SHEET
from exams.imports.draft import LETTERS, STEM, Draft, Picture
from exams.imports.found import MOST_ITEMS
from exams.imports.text import write_words
from exams.imports.vocabulary import NAMES
from exams.imports.workbook_pictures import HEADINGS as PICTURE_HEADINGS
from exams.imports.workbook_pictures import SHEET as PICTURES

CELL = 32_000
"""The most characters that a cell takes."""
SHOWN_PIXELS = 120
ROW_POINTS = 96
WIDTHS = {"stem": 50, "explanation": 40, "case_stem": 40, "points": 30, "law": 26, "key": 16}
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


@dataclass(slots=True)
class _Names:
    """The names of pictures on their sheet: one for each picture and what is said of it."""

    names: dict[tuple[str, str], str] = field(default_factory=dict)

    def of(self, picture: Picture) -> str:
        return self.names.setdefault((picture.sha256, picture.alt), f"图{len(self.names) + 1}")


def write(drafts: Sequence[Draft], pictures: Mapping[str, Drawn]) -> bytes:
    """Return a workbook of items with their pictures, by SHA-256, on a sheet of their own."""
    stream, names = BytesIO(), _Names()
    book = xlsxwriter.Workbook(stream, _OPTIONS)
    sheet = _sheet(book, SHEET)
    text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    _write_rows(sheet, drafts, names, text)
    if names.names:
        _write_pictures(book, names, pictures, text)
    book.close()
    return stream.getvalue()


def template() -> bytes:
    """Return the workbook to fill in: an empty sheet, an example of each type, and what each column is for."""
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, _OPTIONS)
    text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    _sheet(book, SHEET)
    _write_rows(_sheet(book, "示例"), SAMPLES, _Names(), text)
    about, bold = book.add_worksheet("填写说明"), _bold(book)
    about.write_row(0, 0, ["列", "说明"], bold)
    for number, (name, words) in enumerate(ABOUT.items(), start=1):
        about.write_row(number, 0, [HEADINGS[name] if name != "option_A" else "选项A—选项H", words], text)
    about.set_column(0, 0, 16)
    about.set_column(1, 1, 90)
    shown = book.add_worksheet(PICTURES)
    shown.write_row(0, 0, PICTURE_HEADINGS[:3], bold)
    shown.set_column(0, 2, 24, text)
    book.close()
    return stream.getvalue()


def _bold(book: Any) -> Any:
    return book.add_format({"bold": True, "text_wrap": True, "bg_color": "#E9F0F9", "valign": "top"})


def _sheet(book: Any, title: str) -> Any:
    sheet, text = book.add_worksheet(title), book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    sheet.write_row(0, 0, HEADINGS.values(), _bold(book))
    for column, name in enumerate(HEADINGS):
        sheet.set_column(column, column, WIDTHS.get(name, 14), text)
    types = {"validate": "list", "source": list(NAMES.values())}
    sheet.data_validation(1, list(HEADINGS).index("type"), MOST_ITEMS, list(HEADINGS).index("type"), types)
    sheet.freeze_panes(1, 1)
    return sheet


def _write_rows(sheet: Any, drafts: Iterable[Draft], names: _Names, text: Any) -> None:
    for number, draft in enumerate(drafts, start=1):
        values = _values(draft, names)
        for column, name in enumerate(HEADINGS):
            if values.get(name):
                sheet.write_string(number, column, values[name], text)


def _values(draft: Draft, names: _Names) -> dict[str, str]:
    case = draft.case
    return {
        "code": draft.code,
        "type": NAMES[draft.type],
        "stem": draft.stem,
        **{f"option_{letter}": option for letter, option in zip(LETTERS, draft.options, strict=False)},
        "key": _key(draft),
        "law": draft.law.law,
        "short": draft.law.short,
        "version": draft.law.version,
        "in_force_from": draft.law.in_force_from.isoformat(),
        "article": draft.article,
        "explanation": draft.explanation,
        "difficulty": str(draft.difficulty),
        "topic": draft.topic,
        "points": "\n".join(draft.points),
        "case": case.code if case else "",
        "case_stem": case.stem if case else "",
        "order": str(draft.order) if case else "",
        "pictures": "\n".join(_placed(picture, names) for picture in draft.pictures),
        "case_pictures": "\n".join(names.of(picture) for picture in case.pictures) if case else "",
        "fixed": "是" if draft.fixed else "",
    }


def _key(draft: Draft) -> str:
    if draft.type == "true_false":
        return "正确" if draft.key == ("A",) else "错误"
    return {"fill_in": write_words(draft.words), "short_answer": draft.guide}.get(draft.type, "".join(draft.key))


def _placed(picture: Picture, names: _Names) -> str:
    return names.of(picture) if picture.place == STEM else f"{picture.place}：{names.of(picture)}"


def _write_pictures(book: Any, names: _Names, pictures: Mapping[str, Drawn], text: Any) -> None:
    sheet = book.add_worksheet(PICTURES)
    sheet.write_row(0, 0, PICTURE_HEADINGS, _bold(book))
    sheet.set_column(0, 2, 24, text)
    for number, ((sha256, alt), name) in enumerate(names.names.items(), start=1):
        drawn = pictures[sha256]
        sheet.set_row(number, ROW_POINTS)
        sheet.write_string(number, 0, name, text)
        sheet.write_string(number, 2, alt, text)
        shown, scale = drawn.data, SHOWN_PIXELS / max(drawn.width, drawn.height)
        if drawn.kind == "image/webp":
            encoded, shown = base64.b64encode(drawn.data).decode(), _png(drawn.data)
            parts = [encoded[begin : begin + CELL] for begin in range(0, len(encoded), CELL)]
            for column, part in enumerate(parts, start=3):
                sheet.write_string(number, column, part)
        options = {"image_data": BytesIO(shown), "description": alt, "x_scale": scale, "y_scale": scale}
        sheet.insert_image(number, 1, "picture", {**options, "object_position": 1})


def _png(data: bytes) -> bytes:
    stream = BytesIO()
    with Image.open(BytesIO(data), formats=("WEBP",)) as image:
        image.save(stream, "PNG")
    return stream.getvalue()
