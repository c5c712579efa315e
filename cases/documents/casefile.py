"""The whole file of a case in one PDF: its contents, then every paper in the order of the file (正卷, then 副卷)."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from cases.documents.binding import Binder, Bookmark
from cases.documents.layout import HEIGHT, LEFT, TOP, WIDTH, catalogue_sheet, chinese_day, form_sheet
from cases.documents.merge import NotOurs, is_page, objects
from cases.models import Case, Paper
from cases.papers import content_of
from enforcement import clock

Part = tuple[Paper, Path]
HEADS = ("序号", "文书名称", "文号", "日期", "页号", "校验值")
WIDTHS = (12, 42, 36, 32, 13, 21)


def part_of(paper: Paper) -> bytes:
    """Return a paper as a plain PDF: a picture on a page; for a PDF of another program a slip that says where it lies.

    Raises:
        cases.papers.PaperDamaged: if it is not what was stored.
    """
    content = content_of(paper)
    if paper.media_type.startswith("image/"):
        return _picture(content)
    try:
        if any(is_page(body) for body in objects(content).values()):
            return content
    except NotOurs:
        pass
    rows = [("文件", paper.title), ("说明", "本件是其他程序制作的PDF文件，原件另附。"), ("大小", f"{paper.size}字节"),
            ("SHA-256", paper.sha256)]  # fmt: skip
    return form_sheet("另附文件", rows)


def bind(case: Case, parts: Sequence[Part], out: Path, proofs: bytes = b"") -> int:
    """Write contents, parts and the sheet of proofs to a file, whole or not at all; return how many pages it has."""
    counts = [_pages(path.read_bytes()) for _paper, path in parts]
    own = _pages(_contents(case, parts, counts, 0))
    contents = _contents(case, parts, counts, own)
    scratch = out.with_suffix(".new")
    with scratch.open("wb") as stream:
        binder = Binder(stream, f"{case.title} {case}")
        binder.add(contents)
        for _paper, path in parts:
            binder.add(path.read_bytes())
        last = [Bookmark("留痕账存证目录", binder.count)] if proofs else []
        if proofs:
            binder.add(proofs)
        binder.close([Bookmark("案卷目录", 0), *_bookmarks(parts, counts, own), *last])
    scratch.replace(out)
    return binder.count


def _bookmarks(parts: Sequence[Part], counts: Sequence[int], first: int) -> list[Bookmark]:
    found: dict[bool, list[Bookmark]] = {False: [], True: []}
    page = first
    for (paper, _path), count in zip(parts, counts, strict=True):
        found[paper.is_inner].append(Bookmark(f"{paper.title} {paper.number}".strip(), page))
        page += count
    return [Bookmark("副卷" if inner else "正卷", rows[0].page, rows) for inner, rows in found.items() if rows]


def _contents(case: Case, parts: Sequence[Part], counts: Sequence[int], first: int) -> bytes:
    rows: list[tuple[str, ...]] = []
    page = first + 1
    for n, ((paper, _path), count) in enumerate(zip(parts, counts, strict=True), 1):
        if n == 1 or paper.is_inner != parts[n - 2][0].is_inner:
            rows.append(("", "副卷" if paper.is_inner else "正卷", "", "", "", ""))
        day = chinese_day(clock.day_of(paper.made_at))
        rows.append((str(n), paper.title, paper.number or "—", day, str(page), paper.sha256[:8]))
        page += count
    return catalogue_sheet("案卷目录", HEADS, rows, WIDTHS, number=str(case), agency=case.agency.name)


def _pages(content: bytes) -> int:
    return sum(is_page(body) for body in objects(content).values())


def _picture(content: bytes) -> bytes:
    """Return a page with a picture within the type area."""
    stream = io.BytesIO()
    page = Canvas(stream, pagesize=A4, invariant=1)
    picture = ImageReader(io.BytesIO(content))
    page.drawImage(picture, LEFT, A4[1] - TOP - HEIGHT, WIDTH, HEIGHT, preserveAspectRatio=True, anchor="n")
    page.save()
    return stream.getvalue()
