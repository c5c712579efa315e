"""Who handles a case: the lead, hand-over, recusal: what this area enters elsewhere."""

from __future__ import annotations


def enter_all() -> None:
    """Enter its settings, pages of acts, panel and to-do items."""
    from cases import panels  # noqa: PLC0415 (models are ready only now)
    from cases.staffing import forms, forms_intake, panel, parameters  # noqa: PLC0415
    from enforcement.web import worklist  # noqa: PLC0415

    parameters.declare_all()
    forms.bind_all()
    forms_intake.bind_all()
    panels.enter("staffing", 60, "cases/staffing/_panel.html", panel.of_case)
    worklist.enter("staffing", panel.to_do)
