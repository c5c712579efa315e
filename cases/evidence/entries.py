"""Evidence, its custody, inquiries and measures: what this area enters elsewhere."""

from __future__ import annotations

from django.utils.translation import gettext_lazy


def enter_all() -> None:
    """Enter the pages of its acts, its panels and its to-do items."""
    from cases import panels  # noqa: PLC0415 (models are ready only now)
    from cases.evidence import forms, panel, parameters  # noqa: PLC0415
    from cases.evidence.inspections.views import SEES  # noqa: PLC0415
    from enforcement.organisation.access import duty  # noqa: PLC0415
    from enforcement.web import navigation, worklist  # noqa: PLC0415
    from enforcement.web.navigation import MenuEntry  # noqa: PLC0415

    parameters.declare_all()
    forms.bind_all()
    panels.enter("measures", 20, "cases/evidence/_measures.html", panel.measures_of)
    navigation.enter(
        MenuEntry("inspection_list", gettext_lazy("Inspections"), "building-store", duty(*SEES), "work", 14)
    )
    worklist.enter("evidence", panel.to_do)
    panels.enter("evidence", 30, "cases/evidence/_panel.html", panel.of_case)
