"""The columns of the open data of this area."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from cases.publicity.datasets import Column

AGENCY: Final = Column("agency", _("Agency"), _("Full name of the agency"))
SHA256: Final = Column("sha256", _("Fingerprint (SHA-256)"), _("Of the text or file as published, hexadecimal"))

AGENCIES: Final = (
    AGENCY,
    Column("credit_code", _("Credit code"), _("Unified social credit code, GB 32100-2015")),
    Column("kind", _("Kind"), _("government, department, justice (supervision) or township")),
    Column("division", _("Division"), _("Administrative division, GB/T 2260")),
    Column("fields", _("Fields of enforcement"), _("Titles of the fields"), "texts"),
    Column("phone", _("Telephone of the office"), _("As the agency publishes it")),
    Column("address", _("Address of the office"), _("As the agency publishes it")),
)
OFFICERS: Final = (
    Column("name", _("Name"), _("Name of the officer")),
    AGENCY,
    Column("post", _("Post"), _("Post that the credential stands on")),
    Column("card_number", _("Card number"), _("Number of the enforcement credential")),
    Column("fields", _("Fields of enforcement"), _("Titles of the fields"), "texts"),
    Column("area", _("Area"), _("Area in which the credential is valid")),
)
PROCEDURES: Final = (
    AGENCY,
    Column("code", _("Code"), _("Code of the procedure, e.g. P for the general penalty procedure")),
    Column("title", _("Procedure"), _("Title of the procedure")),
    Column("version", _("Version"), _("Number of the version"), "integer"),
    Column("effective_on", _("In force from"), _("First day in force"), "date"),
    Column("steps", _("Steps"), _("How many steps the flowchart has"), "integer"),
    SHA256,
)
DECISIONS: Final = (
    Column("number", _("Decision number"), _("Number of the decision document")),
    AGENCY,
    Column("party", _("Party"), _("As the public page shows it; persons are masked; none once withdrawn")),
    Column("cause", _("Cause (案由)"), _("Cause of the case")),
    Column("kinds", _("Kinds of penalty"), _("Kinds decided; none once withdrawn"), "texts"),
    Column("decided_on", _("Decided on"), _("Day of the decision"), "date"),
    Column("published_on", _("Published on"), _("Day of publication"), "date"),
    Column("shown_until", _("Shown until"), _("Last day on the public page, none for no end"), "date"),
    Column("withdrawn_on", _("Withdrawn on"), _("Day of withdrawal from the public, if any"), "date"),
    Column("withdrawal_reason", _("Reason for the withdrawal"), _("Why it was withdrawn, if it was")),
    Column("text", _("Text as published"), _("Redacted text; none once withdrawn")),
    SHA256,
)
