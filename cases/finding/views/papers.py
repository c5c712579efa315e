"""The papers of all cases that a person may see."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from cases.access import case_worker
from cases.documents.titles import TITLES
from cases.finding.kept import kept_filters
from cases.finding.matching import numbered
from cases.finding.visible import seen_by
from cases.finding.wording import asked
from cases.models import Paper
from enforcement.access import allow
from enforcement.organisation.access import person_of
from enforcement.web.lists import Column, Filter, Lister
from enforcement.web.templatetags.ui import when

PARTS = (("main", _("main part (正卷)")), ("inner", _("inner part (副卷)")))


@allow(case_worker)
@require_safe
def papers(request: HttpRequest) -> HttpResponse:
    """List the papers, the newest first."""
    rows = Paper.objects.filter(seen_by(person_of(request).pk, "case__")).select_related("case__party")
    shown = LISTER.page(request, rows)
    return render(request, "cases/finding/papers.html", {"listing": shown, **kept_filters(request, "case_papers")})


def _numbered(rows: Any, text: str) -> Any:
    want = asked(text)
    return rows.filter(numbered("number", want)) if want.is_number else rows.filter(title__contains=want.words)


def _kinds() -> list[tuple[str, str]]:
    return [(code, title) for code, (title, _inner) in TITLES.items()]


def _url(paper: Paper) -> str:
    return reverse("case_paper", args=[paper.case_id, paper.pk])


def _said(paper: Paper) -> str:
    return f"{paper.case} · {paper.case.party.name}"


def _case_url(paper: Paper) -> str:
    return reverse("case", args=[paper.case_id])


LISTER = Lister(
    caption=_("Papers of cases"),
    columns=(
        Column("title", _("Title of the paper"), lambda p: p.title, link=_url),
        Column("number", _("Number of the paper"), lambda p: p.number),
        Column("case", _("Case"), _said, link=_case_url),
        Column("made", _("Paper made at"), lambda p: when(p.made_at), sort=("made_at",)),
        Column("author", _("Made by"), lambda p: p.author),
    ),
    order="-made",
    most=10_000,
    filters=(
        Filter("q", _("Number or title of the paper"), _numbered),
        Filter("kind", _("Kind of paper"), lambda rows, code: rows.filter(code=code), options=_kinds),
        Filter("part", _("Part of the file"), lambda rows, part: rows.filter(is_inner=part == "inner"), options=PARTS),
        Filter("since", _("Made since"), lambda rows, day: rows.filter(made_at__date__gte=day), type="date"),
    ),
)  # fmt: skip
