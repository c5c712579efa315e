"""The form of what holds for the whole chart: its names, the facts of conditions, limits over several steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from types import SimpleNamespace
from typing import Any

from django.utils.translation import gettext_lazy as _

from enforcement.flowcharts.editor.cells import Cell, Read, rows_of
from enforcement.flowcharts.editor.columns import FACTS, TIME, Column, Part
from enforcement.flowcharts.editor.options import options
from enforcement.flowcharts.editor.row_form import Section
from enforcement.flowcharts.graph import CaseClock, Graph, Limit

TOP = (Column("name", _("Name of the procedure")), Column("title_en", _("Name in English")))


def _clock(code: str, title: str, opens: str, closes: str, **limit: Any) -> CaseClock:
    return CaseClock(code, title, Limit(**limit), opens, closes)


CLOCKS = Part(_("Time limits over several steps"), (
    Column("code", _("Code of the limit")), Column("title", _("What is limited")),
    Column("opens", _("Begins with"), "choice", "places"), Column("closes", _("Ends with"), "choice", "places"), *TIME,
), _clock)  # fmt: skip


def top(graph: Graph) -> list[Cell]:
    """Return the fields above the parts."""
    return [Cell(c.name, c, getattr(graph, c.name)) for c in TOP]


def sections(graph: Graph) -> list[Section]:
    """Return the parts of the form."""
    lists = options(graph, None)
    clocks = [SimpleNamespace(**{**asdict(clock), **asdict(clock.limit)}) for clock in graph.clocks]
    return [
        Section("facts", FACTS.title, rows_of("facts", FACTS, graph.facts, lists)),
        Section("clocks", CLOCKS.title, rows_of("clocks", CLOCKS, clocks, lists)),
    ]


def read(graph: Graph, post: Mapping[str, str]) -> tuple[Graph, dict[str, str]]:
    """Return the chart as the sent form says it, and what is wrong by the name of the field."""
    sent = Read(post)
    names = {c.name: sent.word(c.name, c) for c in TOP}
    made = replace(graph, **names, facts=sent.part("facts", FACTS), clocks=sent.part("clocks", CLOCKS))
    return made, sent.faults
