from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig

AREAS = (
    "evidence", "staffing", "hearing", "legal", "collective", "serving", "execution", "outcomes", "summary",
    "discretion", "disputes", "drafting", "finding",
)  # fmt: skip
"""The sub-packages, each with its own pages (``urls``) and entries (``entries``)."""


class CasesConfig(AppConfig):
    """Case handling."""

    name = "cases"
    label = "cases"

    def ready(self) -> None:
        """Enter the settings, rules, guards, pages of acts, menu entries and to-do items."""
        from cases import desk, panels, pinned, proofs, redating, starting, stretched  # noqa: PLC0415 (models are ready only now)
        from cases.forms import bind_all  # noqa: PLC0415

        starting.enter_rules()
        bind_all()
        desk.enter_all()
        stretched.enter_all()
        redating.enter_all()
        proofs.enter_all()
        panels.enter("version", 80, "flowcharts/exceptions/_panel.html", pinned.shown)
        for area in AREAS:
            import_module(f"cases.{area}.entries").enter_all()
