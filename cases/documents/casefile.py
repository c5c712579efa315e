"""The whole file of a case in one PDF: its contents, then every paper in the order of the file (正卷, then 副卷)."""

from __future__ import annotations

import io

from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from cases.documents.layout import HEIGHT, LEFT, TOP, WIDTH, catalogue_sheet, chinese_day
from cases.documents.merge import NotOurs, merged, objects
from cases.models import Case, Paper
from cases.papers import content_of
from enforcement import clock


def casefile(case: Case) -> bytes:
    """Return contents and papers; a PDF of another program is named in the contents and kept beside.

    Raises:
        cases.papers.PaperDamaged: if a paper is not what was stored.
    """
    papers = in_order(list(case.papers.all()))
    read = [(paper, _pages(paper)) for paper in papers]
    number = case.number or case.clue_number
    rows = [
        (
            str(n), paper.title, paper.number or "—", chinese_day(clock.day_of(paper.made_at)),
            f"{'副卷' if paper.is_inner else '正卷'}{'' if content else '，另附'}", paper.sha256[:8],
        )
        for n, (paper, content) in enumerate(read, 1)
    ]  # fmt: skip
    heads = ("序号", "文书名称", "文号", "日期", "卷别", "校验值")
    contents = catalogue_sheet(
        "案卷目录", heads, rows, (15, 39, 36, 31, 14, 21), number=number, agency=case.agency.name
    )
    return merged([contents, *(content for _paper, content in read if content)], f"{case.title} {number}")


def in_order(papers: list[Paper]) -> list[Paper]:
    """Return papers in the order of the file: the main part, then the inner part, each by time."""
    return [p for p in papers if not p.is_inner] + [p for p in papers if p.is_inner]


def _pages(paper: Paper) -> bytes:
    """Return a paper as a plain PDF, nothing for one that another program wrote."""
    content = content_of(paper)
    if paper.media_type.startswith("image/"):
        return _picture(content)
    try:
        objects(content)
    except NotOurs:
        return b""
    return content


def _picture(content: bytes) -> bytes:
    """Return a page with a picture within the type area."""
    stream = io.BytesIO()
    page = Canvas(stream, pagesize=A4, invariant=1)
    picture = ImageReader(io.BytesIO(content))
    page.drawImage(picture, LEFT, A4[1] - TOP - HEIGHT, WIDTH, HEIGHT, preserveAspectRatio=True, anchor="n")
    page.save()
    return stream.getvalue()
