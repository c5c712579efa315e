"""A progress report as a paper and as a Word document."""

from __future__ import annotations

from io import BytesIO

import docx

from cases.documents.layout import official_paper
from cases.yearly.models import ProgressReport
from cases.yearly.office.progress.words import PARTS, paragraphs
from enforcement import clock


def title_of(report: ProgressReport) -> str:
    """Return the title of the document."""
    return f"{report.agency.name}{report.year}年度法治政府建设工作进展报告"


def paper(report: ProgressReport) -> bytes:
    """Return the PDF, signed with the day of the approval once there is one."""
    day = clock.day_of(report.approved_at) if report.approved_at else None
    return official_paper(title_of(report), "", report.agency.name, paragraphs(report.parts), day)


def word(report: ProgressReport) -> bytes:
    """Return the Word document, to be worked on further."""
    document, stream = docx.Document(), BytesIO()
    document.core_properties.title = title_of(report)
    document.add_heading(title_of(report), level=0)
    headings = set(PARTS.values())
    for text in paragraphs(report.parts):
        if text in headings:
            document.add_heading(text, level=1)
        else:
            document.add_paragraph(text)
    document.save(stream)
    return stream.getvalue()
