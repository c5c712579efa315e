"""Qualification exams: items, papers, sessions, sittings, marking."""

from __future__ import annotations

from django.apps import AppConfig


class ExamsConfig(AppConfig):
    """Qualification exams."""

    name = "exams"
    label = "exams"

    def ready(self) -> None:
        """Enter parameters, menu entries and to-do items."""
        from exams import entries, parameters  # noqa: PLC0415 (models must be loaded first)

        parameters.declare_all()
        entries.enter_all()
