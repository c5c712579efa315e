"""Which public pages search engines are welcome to, and the tiles of the public home."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.discretion.models import Benchmark
from cases.discretion.views.public import in_force_on
from cases.publicity.lists.models import PublicEntry
from cases.publicity.lists.reading import in_force
from cases.publicity.results.views.public import may_be_found
from cases.serving.searching import to_be_found
from enforcement import clock
from enforcement.flowcharts.views.public import in_force as charts_in_force
from enforcement.organisation.models import Agency
from enforcement.web.front import Tile, enter
from enforcement.web.searching import Place, welcome


def enter_all() -> None:
    """Enter both."""
    for name in (
        "home", "procedure_list", "chart_rules", "bodies", "powers", "benchmarks", "major_decisions",
        "verify_number", "scan", "verifiers", "survey", "survey_results", "norm_list", "log_about", "open_data",
        "privacy", "accessibility", "enforcement_results", "circulars",
    ):  # fmt: skip
        welcome(name)
    welcome("procedure", lambda: charts_in_force().order_by("pk"), _chart)
    welcome("body", lambda: Agency.objects.filter(is_active=True).order_by("pk"), _row("body"))
    welcome("public_list", lambda: in_force(clock.today()).order_by("pk"), _list)
    welcome("public_entry", _entries, _row("public_entry"))
    welcome("benchmark", _benchmarks, _row("benchmark"))
    welcome("decision", to_be_found, lambda p: Place(reverse("decision", args=[p.case_id]), p.published_on))
    welcome("enforcement_result", may_be_found, lambda r: Place(r.get_absolute_url(), r.published_on))
    for tile in TILES:
        enter(tile)


def _row(name: str) -> Any:
    return lambda row: Place(reverse(name, args=[row.pk]))


def _chart(version: Any) -> Place:
    return Place(reverse("procedure", args=[version.pk]), version.effective_on)


def _list(issue: Any) -> Place:
    return Place(reverse("public_list", args=[issue.agency_id, issue.kind]), issue.from_on)


def _entries() -> Any:
    return PublicEntry.objects.filter(issue__in=in_force(clock.today())).order_by("pk")


def _benchmarks() -> Any:
    rows = Benchmark.objects.filter(issue__published_at__isnull=False)
    return in_force_on(rows, clock.today()).order_by("pk")


TILES = (
    Tile("complain", _("I want to complain"), _("About an officer, an inspection or a penalty. No sign-in, no name."),
         "message-report", 10, first=True),
    Tile("complain_track", _("What became of my complaint?"), _("Type the code that you were given."),
         "message-search", 20, first=True),
    Tile("decision_list", _("What was decided?"), _("Look up published decisions by number, agency or party."),
         "gavel", 10),
    Tile("enforcement_results", _("What was inspected or permitted?"),
         _("Look up results of inspections and permits."), "clipboard-check", 15),
    Tile("procedure_list", _("How must a case be handled?"),
         _("See each step of a procedure: who acts, within how many days, and your rights."), "git-branch", 20),
    Tile("bodies", _("Who may do what?"), _("Agencies, their powers, and how you reach them."), "building-bank", 30),
    Tile("benchmarks", _("What does a breach cost?"), _("The range of the law and the grades within it."), "scale", 40),
    Tile("officer_register", _("Who may enforce the law?"), _("All officers with unit and card number."), "users", 50),
    Tile("hearings_announced", _("Where can I listen to a hearing?"), _("Public hearings, with day and place."),
         "microphone", 60),
    Tile("paper_check", _("Is this paper genuine?"), _("Check a paper that you received."),
         "rosette-discount-check", 70),
    Tile("yearly_public_list", _("How much was enforced?"), _("The yearly figures of each agency."), "chart-bar", 72),
    Tile("circulars", _("What did supervisors find?"), _("Circulars on the work of agencies that were made public."),
         "speakerphone", 73),
    Tile("log_about", _("Has anybody changed it?"), _("How you can check that no record was rewritten."),
         "fingerprint", 74),
    Tile("open_data", _("Data to take away"), _("All public lists as tables, for everybody to use."), "database", 76),
    Tile("survey", _("How was it?"), _("Four questions, without your name."), "mood-smile", 80),
)  # fmt: skip
