"""Evidence, its custody, inquiries and measures: what this area enters elsewhere."""

from __future__ import annotations


def enter_all() -> None:
    """Enter the pages of its acts and its panel."""
    from cases import panels  # noqa: PLC0415 (models are ready only now)
    from cases.evidence import forms, panel  # noqa: PLC0415

    forms.bind_all()
    panels.enter("evidence", 30, "cases/evidence/_panel.html", panel.of_case)
