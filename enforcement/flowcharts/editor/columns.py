"""The parts of a step as rows of small fields: which fields each part has, and the record they make."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from enforcement.flowcharts.editor.ways import Way
from enforcement.flowcharts.graph import Basis, DocumentRule, Extension, Fact, Limit, RoleRule, Suspension


@dataclass(frozen=True, slots=True)
class Column:
    """A field: ``kind`` is text, long, number, flag, choice or suggest; ``options`` names the list to choose from."""

    name: str
    label: Promise | str
    kind: str = "text"
    options: str = ""
    default: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A list of like things of a step: its heading, its fields and what a row of them makes."""

    title: Promise | str
    columns: tuple[Column, ...]
    make: Callable[..., Any]


TIME = (
    Column("value", _("Length"), "number"),
    Column("unit", _("Unit of time"), "choice", "units", "calendar"),
    Column("counts_from", _("Counted from"), "suggest", "from", "step"),
    Column("starts", _("First day counted"), "choice", "starts", "next-day"),
    Column("roll", _("If the last day is a day of rest"), "choice", "rolls", "forward"),
    Column("kind", _("Kind of limit"), "choice", "kinds", "statutory"),
    Column("law", _("Law"), "suggest", "laws"),
    Column("article", _("Article")),
    Column("basis", _("Basis in other words")),
)
WHEN = Column("at", _("Asked for when"), "choice", "moments", "leave")
PARTS: dict[str, Part] = {
    "roles": Part(_("Who does it"), (
        Column("ref", _("Duty"), "choice", "duties"), Column("min", _("Number of people"), "number", default="1"),
        Column("certified", _("with a valid credential"), "flag"),
    ), RoleRule),
    "outcomes": Part(_("Outcomes to choose from"), (
        Column("code", _("Code of the outcome")), Column("name", _("Name in Chinese")),
        Column("name_en", _("Name in English")),
    ), lambda code, name, name_en: (code, name, name_en)),
    "limits": Part(_("Time limits"), TIME, Limit),
    "extensions": Part(_("Extensions"), (
        Column("by", _("Longer by"), "number"), Column("unit", _("Unit of time"), "choice", "units", "calendar"),
        Column("approver", _("Granted by"), "choice", "duties"), Column("times", _("Times"), "number", default="1"),
        Column("then", _("Further by"), "choice", "duties"), Column("basis", _("Basis")),
    ), Extension),
    "suspensions": Part(_("Grounds on which the time stops"), (
        Column("ground", _("Ground"), "suggest", "grounds"),
        Column("clock", _("Which time"), "choice", "clocks", "case"), Column("basis", _("Basis")),
    ), Suspension),
    "documents": Part(_("Documents"), (
        Column("code", _("Code of the document")), Column("name", _("Name of the document")),
        Column("required", _("must be in the file"), "flag"), WHEN,
        Column("signers", _("Number of signatures"), "number", default="0"), Column("template", _("Template")),
    ), DocumentRule),
    "bases": Part(_("Legal basis"), (
        Column("law", _("Law"), "suggest", "laws"), Column("article", _("Article")),
        Column("text_sha256", _("SHA-256 of the article’s text"), "hidden"),
    ), Basis),
}  # fmt: skip
WAYS = Part(_("What follows"), (
    Column("target", _("Goes on to"), "choice", "targets"),
    Column("condition", _("when"), "condition", "conditions"), Column("name", _("Label of the arrow")),
), Way)  # fmt: skip
FACTS = Part(_("Facts that conditions may ask"), (
    Column("name", _("Name in conditions")), Column("type", _("Kind of fact"), "choice", "fact_types", "boolean"),
    Column("label", _("What people read")),
), Fact)  # fmt: skip
