"""What the public reads: published decisions, and nothing else of a case."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.models import Publication
from cases.proofs import page_of_text
from cases.queries import published, years
from cases.redaction import shown_cause
from cases.serving.searching import may_be_found
from enforcement.access import allow, public
from enforcement.errors import NotFound
from enforcement.organisation.models import Agency
from enforcement.web.lists import Column, Filter, Lister
from enforcement.web.times import say_day


@allow(public)
def decision_list(request: HttpRequest) -> HttpResponse:
    """List published decisions, to be searched by number, party shown, agency and year."""
    return render(request, "cases/decisions.html", {"decisions": LISTER.page(request, published())})


@allow(public)
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what was published of one decision; a withdrawn one says so, one past its time says only that."""
    found = published().filter(case_id=pk).first()
    if found is None:
        if not Publication.objects.filter(case_id=pk, withdrawn_on__isnull=True).exists():
            raise NotFound
        return render(request, "cases/decision_over.html", status=410)
    if request.GET.get("as") == "txt" and not found.withdrawn_on:
        return _text(found)
    response = render(request, "cases/decision.html", {
        "publication": found, "paragraphs": found.text.split("\n"),
        "proof": "" if found.withdrawn_on else page_of_text(found.sha256),
        "sha_parts": [found.sha256[i : i + 8] for i in range(0, len(found.sha256), 8)],
    })  # fmt: skip
    if not may_be_found(found):
        response["X-Robots-Tag"] = "noindex"
    return response


def _text(found: Publication) -> HttpResponse:
    """Answer the very bytes whose fingerprint stands in the ledger, to be compared by whoever doubts the page."""
    response = HttpResponse(found.text, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="decision-{found.case_id}.txt"'
    response["X-Robots-Tag"] = "noindex"
    return response


def _agencies() -> list[tuple[str, str]]:
    rows = Agency.objects.filter(cases__publication__isnull=False).distinct()
    return [(str(agency.pk), agency.title) for agency in rows]


def _state(publication: Publication) -> str:
    return str(_("withdrawn") if publication.withdrawn_on else _("shown to the public"))


LISTER = Lister(
    caption=_("Published decisions"),
    columns=(
        Column(
            "number", _("Decision number"), lambda p: p.case.decision.number, sort=("case__decision__number",),
            link=lambda p: reverse("decision", args=[p.case_id]),
        ),
        Column("party", _("Party"), lambda p: "—" if p.withdrawn_on else p.party_shown),
        Column("cause", _("Cause (案由)"), shown_cause),
        Column("agency", _("Agency"), lambda p: p.case.agency.title, sort=("case__agency__path",)),
        Column("on", _("Published on"), lambda p: say_day(p.published_on), sort=("published_on",)),
        Column("state", _("State"), _state),
    ),
    order="-on",
    filters=(
        Filter(
            "q", _("Decision number or party"),
            lambda rows, text: rows.filter(
                Q(case__decision__number__icontains=text)
                | Q(party_shown__icontains=text, withdrawn_on__isnull=True)
            ),
        ),
        Filter("agency", _("Agency"), lambda rows, pk: rows.filter(case__agency_id=pk), options=_agencies),
        Filter(
            "year", _("Year"), lambda rows, year: rows.filter(published_on__year=year),
            options=lambda: [(str(year), str(year)) for year in years()],
        ),
    ),
)  # fmt: skip
