"""Draw admission tickets (准考证): one page each, the same bytes for the same facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from reportlab.lib.units import mm

from exams.administration.papers.drawing import HEIGHT, INNER, MARGIN, SOFT, WIDTH, Paper
from exams.administration.ticket_number import grouped

TITLE: Final = "准考证"
CODE_SIDE: Final = 38 * mm
PHOTO: Final = (25 * mm, 35 * mm)
ROW: Final = 10 * mm
NAMES: Final = 30 * mm


@dataclass(frozen=True, slots=True)
class TicketFace:
    """Hold all that is printed on one ticket. ``code`` is the address that its QR code holds.

    ``facts`` are names and values in their order; ``account`` is the user name and one-time code of somebody who has
    no password yet, or empty.
    """

    agency: str
    exam: str
    number: str
    code: str
    facts: Sequence[tuple[str, str]]
    rules: Sequence[str]
    photo: bool = False
    account: tuple[str, str, str] | None = None


def render(faces: Iterable[TicketFace], *, told: Callable[[int], None] = lambda _done: None) -> bytes:
    """Return tickets as one PDF; ``told`` hears after each how many are drawn.

    Raises:
        GlyphMissing: for a name with a character that the typeface lacks.
    """
    paper = Paper(TITLE)
    for done, face in enumerate(faces, start=1):
        _draw(paper, face)
        paper.end_page()
        told(done)
    return paper.content()


def _draw(paper: Paper, face: TicketFace) -> None:
    y = HEIGHT - MARGIN - 8 * mm
    paper.text(face.exam, WIDTH / 2, y, size=17, bold=True, align=0.5, width=INNER)
    paper.text(TITLE, WIDTH / 2, y - 13 * mm, size=24, bold=True, align=0.5)
    paper.text(face.agency, WIDTH / 2, y - 21 * mm, size=11, align=0.5, colour=SOFT, width=INNER)
    top = y - 28 * mm
    side = CODE_SIDE + 4 * mm
    bottom = _facts(paper, face, top, INNER - side)
    x = WIDTH - MARGIN - CODE_SIDE
    paper.code(face.code, x, top - CODE_SIDE, CODE_SIDE)
    paper.text(grouped(face.number), x + CODE_SIDE / 2, top - CODE_SIDE - 4 * mm, size=10, align=0.5)
    paper.text("凭此码或者准考证号入场", x + CODE_SIDE / 2, top - CODE_SIDE - 9 * mm, size=8, align=0.5, colour=SOFT)
    if face.photo:
        width, height = PHOTO
        left = x + (CODE_SIDE - width) / 2
        paper.box(left, top - CODE_SIDE - 14 * mm - height, width, height)
        paper.text("照片", left + width / 2, top - CODE_SIDE - 14 * mm - height / 2, size=10, align=0.5, colour=SOFT)
        bottom = min(bottom, top - CODE_SIDE - 14 * mm - height)
    bottom = _account(paper, face, bottom - 8 * mm)
    _rules(paper, face, bottom)


def _facts(paper: Paper, face: TicketFace, y: float, width: float) -> float:
    for name, value in face.facts:
        paper.box(MARGIN, y - ROW, NAMES, ROW)
        paper.box(MARGIN + NAMES, y - ROW, width - NAMES, ROW)
        paper.text(name, MARGIN + NAMES / 2, y - ROW / 2 - 4, size=11, bold=True, align=0.5)
        paper.text(value, MARGIN + NAMES + 3 * mm, y - ROW / 2 - 4, size=11.5, width=width - NAMES - 5 * mm)
        y -= ROW
    return y


def _account(paper: Paper, face: TicketFace, y: float) -> float:
    """Write how somebody without a password gets one."""
    if face.account is None:
        return y
    address, username, code = face.account
    paper.box(MARGIN, y - 24 * mm, INNER, 24 * mm)
    paper.text("首次登录", MARGIN + 4 * mm, y - 7 * mm, size=11, bold=True)
    paper.text(f"用户名 {username}    一次性激活码 {code}", MARGIN + 4 * mm, y - 14 * mm, size=11.5)
    words = f"打开 {address}，输入准考证号和激活码，自行设置密码。激活码只能使用一次，请勿转告他人。"
    paper.text(words, MARGIN + 4 * mm, y - 20 * mm, size=9.5, width=INNER - 8 * mm)
    return y - 32 * mm


def _rules(paper: Paper, face: TicketFace, y: float) -> None:
    paper.text("考生须知", MARGIN, y, size=13, bold=True)
    y -= 7 * mm
    for number, rule in enumerate(face.rules, start=1):
        paper.text(f"{number}.", MARGIN, y, size=10.5)
        y = paper.paragraph(rule, MARGIN + 7 * mm, y, INNER - 7 * mm, size=10.5) - 1 * mm
