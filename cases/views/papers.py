"""Papers of a case, to those who may see the case."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from cases.access import case_for, case_worker
from cases.papers import content_of, file_name
from enforcement.access import allow
from enforcement.errors import NotFound


@allow(case_worker)
def paper(request: HttpRequest, pk: int, paper_id: int) -> HttpResponse:
    """Answer a paper as a file."""
    found = case_for(request, pk).papers.filter(pk=paper_id).first()
    if found is None:
        raise NotFound
    return as_file(content_of(found), found.media_type, file_name(found))


def as_file(content: bytes, media_type: str, name: str) -> HttpResponse:
    """Answer bytes that a browser saves or shows as what they are, never guessing."""
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer
