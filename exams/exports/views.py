"""Export of items: all, or those that the list was narrowed to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from enforcement import clock
from enforcement.access import allow
from enforcement.organisation.access import person_of
from exams.access import administers
from exams.bank.access import editable_ids
from exams.bank.listing import found, known, lister
from exams.bank.pictures import Drawn
from exams.bank.sharing import banks_readable, items_readable
from exams.bank.uses import sessions_shown
from exams.exports import gift, moodle, qti, workbook
from exams.exports.collect import Collected, collect
from exams.imports.draft import Draft


@dataclass(frozen=True, slots=True)
class Kind:
    """A format to export to: what people call it, what for, its file's ending and media type, and who writes it."""

    code: str
    title: Any
    lead: Any
    ending: str
    media: str
    write: Callable[[Sequence[Draft], Mapping[str, Drawn]], bytes]


KINDS = {
    kind.code: kind
    for kind in (
        Kind(
            "xlsx", _("Workbook (.xlsx)"), _("To look at, change and import again. Nothing is lost."), "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", workbook.write,
        ),
        Kind(
            "moodle", "Moodle XML", _("For Moodle. Law, difficulty and topic stand in tags; a case is a description."),
            "xml", "application/xml", moodle.write,
        ),
        Kind(
            "gift", "GIFT", _("For programs that read GIFT. Law, pictures and all blanks but one stand in comments."),
            "gift.txt", "text/plain; charset=utf-8", gift.write,
        ),
        Kind(
            "qti", "QTI 3.0", _("A content package for other exam systems, with pictures and shared texts."), "zip",
            "application/zip", qti.write,
        ),
    )
}  # fmt: skip


def _collected(request: HttpRequest) -> Collected:
    person = person_of(request)
    rows = known(items_readable(person.pk), sessions_shown(person.pk, clock.now()))
    one = lister(rows=rows, banks=banks_readable(person.pk), editable=editable_ids(request), on=clock.today())
    return collect(list(found(request, one, rows).values_list("pk", flat=True)))


@require_safe
@allow(administers)
def exporting(request: HttpRequest) -> HttpResponse:
    """Offer the formats, and say what is left out."""
    collected = _collected(request)
    context = {
        "count": len(collected.drafts),
        "left": [(reason, codes[:30], len(codes)) for reason, codes in collected.left.items()],
        "kinds": KINDS.values(),
        "query": request.GET.urlencode(),
    }
    return render(request, "exams/formats/export.html", context)


@require_safe
@allow(administers)
def export_file(request: HttpRequest, kind: str) -> HttpResponse:
    """Give the items as a file."""
    if kind not in KINDS:
        raise Http404
    chosen, collected = KINDS[kind], _collected(request)
    response = HttpResponse(chosen.write(collected.drafts, collected.pictures), content_type=chosen.media)
    response["Content-Disposition"] = f'attachment; filename="items-{clock.today()}.{chosen.ending}"'
    return response
