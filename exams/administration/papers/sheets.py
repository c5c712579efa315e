"""Draw the papers of a room: the list at the door, the plan of seats, the sheet that candidates sign."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from reportlab.lib.units import mm

from exams.administration.papers.drawing import HEIGHT, INNER, MARGIN, SOFT, WIDTH, Paper, TableOf
from exams.administration.ticket_number import grouped

KINDS: Final[dict[str, str]] = {"door": "考场门贴", "plan": "座次表", "attendance": "签到表"}
BOTTOM: Final = MARGIN + 8 * mm
LINES: Final = 12
"""Lines of desks on one page of the plan."""
ACROSS: Final = 5
"""Desks beside each other on the plan; seats run to and fro, as people walk through a room."""


@dataclass(frozen=True, slots=True)
class SeatRow:
    """Who sits at a seat. ``needs`` says what was granted, such as 大字."""

    seat: int
    ticket: str
    name: str
    masked: str
    agency: str
    needs: str = ""


@dataclass(frozen=True, slots=True)
class RoomSheet:
    """Hold what is on the papers of one room; ``seed`` is that of the draw, empty if there was none."""

    exam: str
    session: str
    window: str
    site: str
    room: str
    seats: int
    rows: Sequence[SeatRow]
    seed: str = ""


def render(kind: str, sheets: Sequence[RoomSheet]) -> bytes:
    """Return one kind of paper for rooms as one PDF, the same bytes for the same facts.

    Raises:
        GlyphMissing: for a name with a character that the typeface lacks. KeyError: for a kind that does not exist.
    """
    paper = Paper(KINDS[kind])
    drawn: Callable[[Paper, RoomSheet], None] = {"door": _door, "plan": _plan, "attendance": _attendance}[kind]
    for sheet in sheets:
        drawn(paper, sheet)
    return paper.content()


def _head(paper: Paper, sheet: RoomSheet, kind: str) -> float:
    y = HEIGHT - MARGIN - 4 * mm
    paper.text(sheet.exam, WIDTH / 2, y, size=15, bold=True, align=0.5, width=INNER)
    paper.text(f"{sheet.site} {sheet.room}  {KINDS[kind]}", WIDTH / 2, y - 10 * mm, size=18, bold=True, align=0.5)
    facts = f"{sheet.session}  {sheet.window}  应到 {len(sheet.rows)} 人"
    paper.text(facts, WIDTH / 2, y - 17 * mm, size=10.5, align=0.5, colour=SOFT, width=INNER)
    return y - 22 * mm


def _foot(paper: Paper, sheet: RoomSheet, page: int) -> None:
    if sheet.seed:
        words = f"座位抽签种子 {sheet.seed}：SHA-256（种子:准考证号）从小到大，同一单位不相邻"
        paper.text(words, MARGIN, MARGIN - 4 * mm, size=7.5, colour=SOFT, width=INNER - 20 * mm)
    paper.text(f"第 {page} 页", WIDTH - MARGIN, MARGIN - 4 * mm, size=8, align=1, colour=SOFT)


def _paged(paper: Paper, sheet: RoomSheet, kind: str, table: TableOf, rows: Sequence[Sequence[str]]) -> None:
    page, rest = 1, list(rows)
    while rest or page == 1:
        y = _head(paper, sheet, kind)
        room = int((y - BOTTOM) // table.row) - 1
        table.draw(paper, rest[:room], y)
        rest = rest[room:]
        _foot(paper, sheet, page)
        paper.end_page()
        page += 1


def _door(paper: Paper, sheet: RoomSheet) -> None:
    table = TableOf(("座位", "准考证号", "姓名", "单位"), _widths(18, 50, 32, 70))
    _paged(paper, sheet, "door", table, [(f"{r.seat or '—'}", grouped(r.ticket), r.name, r.agency) for r in sheet.rows])


def _attendance(paper: Paper, sheet: RoomSheet) -> None:
    heads = ("座位", "准考证号", "姓名", "证件号码", "便利条件", "本人签名")
    table = TableOf(heads, _widths(13, 42, 24, 42, 19, 30), row=10 * mm)
    rows = [(f"{r.seat or '—'}", grouped(r.ticket), r.name, r.masked, r.needs, "") for r in sheet.rows]
    _paged(paper, sheet, "attendance", table, rows)


def _plan(paper: Paper, sheet: RoomSheet) -> None:
    by_seat = {row.seat: row for row in sheet.rows}
    lines = -(-sheet.seats // ACROSS)
    for page in range(-(-lines // LINES)):
        y = _head(paper, sheet, "plan")
        paper.box(WIDTH / 2 - 25 * mm, y - 9 * mm, 50 * mm, 8 * mm)
        paper.text("讲 台", WIDTH / 2, y - 7 * mm, size=10, align=0.5)
        shown = range(page * LINES, min((page + 1) * LINES, lines))
        height = min(20 * mm, (y - 14 * mm - BOTTOM) / len(shown))
        for line in shown:
            _line(paper, sheet, by_seat, line, y - 14 * mm - (line - shown[0]) * height, height)
        _foot(paper, sheet, page + 1)
        paper.end_page()


def _line(paper: Paper, sheet: RoomSheet, by_seat: dict[int, SeatRow], line: int, top: float, height: float) -> None:
    width = INNER / ACROSS
    for place in range(ACROSS):
        seat = line * ACROSS + place + 1
        if seat <= sheet.seats:
            column = place if line % 2 == 0 else ACROSS - 1 - place
            x = MARGIN + column * width
            frame = (x + 1 * mm, top - height + 1 * mm, width - 2 * mm, height - 2 * mm)
            _desk(paper, by_seat.get(seat), seat, frame)


def _desk(paper: Paper, row: SeatRow | None, seat: int, frame: tuple[float, float, float, float]) -> None:
    x, y, width, height = frame
    size = min(11.0, height / 2.6)
    paper.box(x, y, width, height)
    paper.text(f"{seat}", x + 2 * mm, y + height - size - 1, size=size * 0.8, colour=SOFT)
    if row is not None:
        paper.text(row.name, x + width / 2, y + height / 2 - size / 2, size=size, bold=True, align=0.5, width=width - 6)
        paper.text(row.agency, x + width / 2, y + 2, size=size * 0.6, align=0.5, colour=SOFT, width=width - 4)


def _widths(*millimetres: float) -> list[float]:
    return [width * mm for width in millimetres]
