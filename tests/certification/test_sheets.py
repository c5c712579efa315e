"""Ten cards on a sheet: each back lies behind its front, however the printer turns the paper."""

from dataclasses import replace

import numpy as np
import pypdfium2
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from certification import sheets
from certification.card_ground import HEIGHT, WIDTH
from enforcement.web.fonts import register
from tests.certification.test_card import FACE, texts

NUMBERS = [f"151403{n:05d}" for n in range(13)]
FACES = [replace(FACE, number=number, category=f"第{n}类执法") for n, number in enumerate(NUMBERS)]


def drawn(duplex: str) -> bytes:
    return sheets.ten_up(FACES, fonts=register(), duplex=duplex, note="五月制证")


def cell(page: pypdfium2.PdfPage, words: str, *, upside_down: bool = False) -> tuple[int, int]:
    """Return column and row, from the upper left, of the card that says these words."""
    text = page.get_textpage()
    index, _count = text.search(words).get_next()
    left, bottom, right, top = text.get_charbox(index + 3)
    column = int(((left + right) / 2 - sheets.LEFT) // (WIDTH + sheets.GAP))
    row = int(((bottom + top) / 2 - sheets.BOTTOM) // (HEIGHT + sheets.GAP))
    return column, sheets.ROWS - 1 - row


@pytest.mark.parametrize("duplex", ["long", "short"])
def test_each_back_lies_behind_its_front_when_the_sheet_is_turned(duplex: str) -> None:
    document = pypdfium2.PdfDocument(drawn(duplex))
    assert len(document) == 4
    for n, number in enumerate(NUMBERS):
        sheet = n // 10
        column, row = cell(document[2 * sheet], number)
        behind = cell(document[2 * sheet + 1], f"第{n}类执法")
        turned = (1 - column, row) if duplex == "long" else (column, 4 - row)
        assert behind == turned, n


def test_a_back_stands_on_its_head_only_where_the_short_edge_turns_it() -> None:
    for duplex, upright in (("long", True), ("short", False)):
        text = pypdfium2.PdfDocument(drawn(duplex))[1].get_textpage()
        index, _count = text.search("第0类执法").get_next()
        first, last = text.get_charbox(index), text.get_charbox(index + 4)
        assert (first[0] < last[0]) is upright


def test_cards_have_their_size_their_bleed_and_marks_in_the_margin_alone() -> None:
    page = pypdfium2.PdfDocument(drawn("long"))[0]
    scale = 300 / 72
    dark = np.asarray(page.render(scale=scale).to_pil().convert("L")) < 128
    assert page.get_size() == pytest.approx(A4, abs=0.1)
    top = A4[1] - sheets.BOTTOM

    def at(x: float, y: float) -> bool:
        return bool(dark[round((A4[1] - y) * scale), round(x * scale)])

    assert at(sheets.LEFT - 0.5 * mm, top - 3 * mm)
    assert at(sheets.LEFT + 20 * mm, top + 0.5 * mm)
    assert not at(sheets.LEFT - 1.3 * mm, top - 3 * mm)
    marks = dark[: round((sheets.BOTTOM - sheets.AWAY) * scale)]
    columns = np.flatnonzero(marks.any(axis=0)) / scale
    cuts = [sheets.LEFT + n * (WIDTH + sheets.GAP) + part * WIDTH for n in (0, 1) for part in (0, 1)]
    assert all(min(abs(cut - column) for cut in cuts) < 0.5 for column in columns)
    assert all(np.abs(columns - cut).min() < 0.5 for cut in cuts)


def test_pages_and_sheets_are_the_same_bytes_each_time() -> None:
    assert drawn("long") == drawn("long")
    assert drawn("long") != drawn("short")
    pages = sheets.one_by_one(FACES, fonts=register())
    assert pages == sheets.one_by_one(FACES, fonts=register())
    assert [number in page for number, page in zip(NUMBERS, texts(pages)[::2], strict=True)] == [True] * 13
    assert b"ASCII85" not in pages


def test_the_margin_says_how_to_print() -> None:
    front, back = texts(drawn("short"))[:2]
    for words in ("五月制证", "第1张，共2张", "短边翻转", "100%"):
        assert words in front.replace("\r\n", "")
    assert "背面" in back
