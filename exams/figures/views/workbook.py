"""Statistics of a session as a workbook."""

from __future__ import annotations

from io import BytesIO

import xlsxwriter
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from enforcement.access import allow
from exams.access import administers, session_or_404
from exams.figures.views.listing import items_of
from exams.figures.words import FLAGS
from exams.models import FormStat, Session
from exams.views.results import WORKBOOK


@require_safe
@allow(administers)
def statistics_workbook(request: HttpRequest, session_id: int) -> HttpResponse:
    """Give the figures of a session as a workbook: forms on one sheet, items on another."""
    session = session_or_404(request, session_id)
    response = HttpResponse(_workbook(session), content_type=WORKBOOK)
    response["Content-Disposition"] = f'attachment; filename="statistics-{session.pk}.xlsx"'
    return response


def _workbook(session: Session) -> bytes:
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold = book.add_format({"bold": True})
    forms = book.add_worksheet(_("Test papers")[:31])
    names = ("candidates", "mean", "sd", "alpha", "kr20", "sem", "passed")
    forms.write_row(0, 0, [_("Paper"), *names], bold)
    for number, row in enumerate(FormStat.objects.filter(session=session).select_related("form"), start=1):
        forms.write_row(number, 0, [row.form.number, *(row.figures[name] for name in names)])
    items = book.add_worksheet(_("Items")[:31])
    heads = [_("Code"), _("Type"), _("Law"), "n", "p", "r", "D27", _("Test papers"), _("To look at"), _("Question")]
    items.write_row(0, 0, heads, bold)
    for number, stat in enumerate(items_of(session).order_by("item_version__item__code"), start=1):
        version, f = stat.item_version, stat.figures
        flags = "、".join(str(FLAGS[flag][0]) for flag in f["flags"])
        values = [stat.candidates, f["p"], f["r"], f["d27"], stat.forms, flags, version.stem]
        items.write_row(number, 0, [version.item.code, version.item.get_type_display(), str(version.law_ref), *values])
    items.set_column(9, 9, 60)
    for sheet in (forms, items):
        sheet.freeze_panes(1, 1)
    book.close()
    return stream.getvalue()
