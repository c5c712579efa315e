"""R36: a rule of inspections; what breaks it is found by a source, not in the file of a case."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy

from cases.rules.file import CaseFile
from cases.rules.registry import Finding, Rule

INSPECTIONS = "国办发〔2024〕54号第四项、第五项"


def nothing(_file: CaseFile) -> Iterable[Finding]:
    """Find nothing in the file of a case."""
    return ()


RULES = (
    Rule(
        "R36", gettext_lazy("Inspections are approved, notified, scanned and not too many"), INSPECTIONS, nothing,
        blocks=True, judged_on="inspection",
    ),
)  # fmt: skip
