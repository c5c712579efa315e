"""Statistics of a session: its forms, its items, one item; and all of it as a workbook."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import xlsxwriter
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from enforcement import clock
from enforcement.access import allow
from enforcement.jobs.enqueue import enqueue
from enforcement.organisation.access import person_of
from enforcement.web.lists import Column, Filter, Lister, Listing
from enforcement.web.templatetags.ui import badge
from exams.access import administers, session_or_404
from exams.figures.compute import JOB, stale
from exams.figures.statistics import BINS, FEW
from exams.figures.words import FLAGS, figure, share
from exams.models import FormStat, ItemStat, ItemType, Session
from exams.views.results import WORKBOOK

SHOWN = 50


def _stem(row: ItemStat) -> str:
    stem = row.item_version.stem
    return stem if len(stem) <= SHOWN else f"{stem[:SHOWN]}…"


def _flags(row: ItemStat) -> str:
    words = [str(FLAGS[flag][0]) for flag in row.figures["flags"]]
    return badge("、".join(words), "wait") if words else ""


ITEMS = Lister(
    caption=gettext_lazy("Items of the session"),
    columns=(
        Column(
            "code",
            gettext_lazy("Code"),
            lambda r: r.item_version.item.code,
            sort=("item_version__item__code",),
            link=lambda r: reverse("exam_item_statistics", args=[r.session_id, r.pk]),
        ),
        Column("stem", gettext_lazy("Question"), _stem),
        Column("n", gettext_lazy("Answers"), lambda r: r.candidates, sort=("candidates",), numeric=True),
        Column("p", gettext_lazy("p"), lambda r: share(r.figures["p"]), sort=("figures__p",), numeric=True),
        Column("r", gettext_lazy("r"), lambda r: figure(r.figures["r"]), sort=("figures__r",), numeric=True),
        Column("d27", gettext_lazy("D27"), lambda r: figure(r.figures["d27"]), sort=("figures__d27",), numeric=True),
        Column("forms", gettext_lazy("Papers"), lambda r: r.forms, sort=("forms",), numeric=True),
        Column("flags", gettext_lazy("To look at"), _flags),
    ),
    filters=(
        Filter("q", gettext_lazy("Words"), lambda rows, q: rows.filter(item_version__stem__icontains=q)),
        Filter(
            "type",
            gettext_lazy("Type"),
            lambda rows, t: rows.filter(item_version__item__type=t),
            options=ItemType.choices,
        ),
        Filter(
            "flag",
            gettext_lazy("To look at"),
            lambda rows, flag: rows.filter(figures__flags__contains=[flag]),
            options=[(code, words[0]) for code, words in FLAGS.items()],
        ),
    ),
    order="code",
)


def _items(session: Session) -> QuerySet[ItemStat]:
    return ItemStat.objects.filter(session=session).select_related("item_version__item", "item_version__law_ref")


@require_safe
@allow(administers)
def statistics(request: HttpRequest, session_id: int) -> HttpResponse:
    """Show the figures of a session's forms and items."""
    session = session_or_404(request, session_id)
    forms = list(FormStat.objects.filter(session=session).select_related("form").order_by("form__number"))
    listing: Listing = ITEMS.page(request, _items(session))
    context = {
        "session": session,
        "exam": session.exam,
        "forms": [_form(row) for row in forms],
        "made_at": forms[0].made_at if forms else None,
        "stale": stale(session.pk),
        "few": any(row.candidates < FEW for row in forms),
        "listing": listing,
        "flags": FLAGS.values(),
        "scores": json.dumps(_scores(forms)),
        "cloud": json.dumps(_cloud(session), ensure_ascii=False),
    }
    return render(request, "exams/figures/statistics.html", context)


def _form(row: FormStat) -> dict[str, Any]:
    f = row.figures
    points = {name: f"{f[name] / 100:.1f}" if f[name] is not None else "–" for name in ("mean", "sd", "sem")}
    return {
        "number": row.form.number, "candidates": row.candidates, **points, "alpha": figure(f["alpha"]),
        "kr20": figure(f["kr20"]), "passed": share(f["passed"]),
    }  # fmt: skip


def _scores(forms: list[FormStat]) -> dict[str, Any]:
    """Return the spread of points: how many candidates in each twentieth of the paper's points, form by form."""
    step = 100 / BINS
    return {
        "bins": [f"{n * step:g}–{(n + 1) * step:g} %" for n in range(BINS)],
        "forms": [{"name": str(row.form.number), "counts": row.figures["histogram"]} for row in forms],
    }


def _cloud(session: Session) -> list[list[Any]]:
    """Return p, r and, of items to look at, the code: a name at every point would hide the points."""
    rows = ItemStat.objects.filter(session=session).values_list("item_version__item__code", "figures")
    return [[round(f["p"], 3), round(f["r"], 3), code if f["flags"] else ""] for code, f in rows if f["r"] is not None]


@require_safe
@allow(administers)
def item_statistics(request: HttpRequest, session_id: int, stat_id: int) -> HttpResponse:
    """Show how one item worked: who chose which option, and how it worked in other sessions."""
    session = session_or_404(request, session_id)
    row = _items(session).filter(pk=stat_id).first()
    if row is None:
        raise Http404
    version, figures = row.item_version, row.figures
    key = version.keys.first()
    letters = [option["id"] for option in version.options] + [str(_("none"))]
    options = [
        {
            "letter": letter,
            "text": version.options[n]["text"] if n < len(version.options) else _("no answer"),
            "right": bool(key and n < len(version.options) and key.mask >> n & 1),
            "count": figures["options"][n],
            "share": share(figures["options"][n] / max(row.candidates, 1)),
            "quintiles": [share(value) for value in figures["distractors"][n]],
        }
        for n, letter in enumerate(letters)
    ]
    context = {
        "session": session,
        "row": row,
        "version": version,
        "options": options,
        "flags": [FLAGS[flag] for flag in figures["flags"]],
        "p": share(figures["p"]),
        "r": figure(figures["r"]),
        "d27": figure(figures["d27"]),
        "drift": figures["drift"] and share(figures["drift"]["before"]),
        "chart": json.dumps({"letters": letters, "shares": figures["distractors"]}, ensure_ascii=False),
        "others": _others(row),
    }
    return render(request, "exams/figures/item.html", context)


def _others(row: ItemStat) -> list[dict[str, Any]]:
    rows = (
        ItemStat.objects.filter(item_version__item_id=row.item_version.item_id)
        .exclude(pk=row.pk)
        .select_related("session__exam", "item_version")
        .order_by("-session__opens_at")
    )
    return [{"row": r, "p": share(r.figures["p"]), "r": figure(r.figures["r"])} for r in rows]


@require_POST
@allow(administers)
def again(request: HttpRequest, session_id: int) -> HttpResponse:
    """Have the figures worked out in the background and show how far that is."""
    session = session_or_404(request, session_id)
    job = enqueue(kind=JOB, arguments={"session_id": session.pk}, by_person_id=person_of(request).pk, at=clock.now())
    return redirect("job", job.pk)


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
    forms = book.add_worksheet(_("Papers")[:31])
    names = ("candidates", "mean", "sd", "alpha", "kr20", "sem", "passed")
    forms.write_row(0, 0, [_("Paper"), *names], bold)
    for number, row in enumerate(FormStat.objects.filter(session=session).select_related("form"), start=1):
        forms.write_row(number, 0, [row.form.number, *(row.figures[name] for name in names)])
    items = book.add_worksheet(_("Items")[:31])
    heads = [_("Code"), _("Type"), _("Law"), "n", "p", "r", "D27", _("Papers"), _("To look at"), _("Question")]
    items.write_row(0, 0, heads, bold)
    for number, stat in enumerate(_items(session).order_by("item_version__item__code"), start=1):
        version, f = stat.item_version, stat.figures
        flags = "、".join(str(FLAGS[flag][0]) for flag in f["flags"])
        values = [stat.candidates, f["p"], f["r"], f["d27"], stat.forms, flags, version.stem]
        items.write_row(number, 0, [version.item.code, version.item.get_type_display(), str(version.law_ref), *values])
    items.set_column(9, 9, 60)
    for sheet in (forms, items):
        sheet.freeze_panes(1, 1)
    book.close()
    return stream.getvalue()
