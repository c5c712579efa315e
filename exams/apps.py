"""Qualification exams: items, papers, sessions, sittings, marking."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig

AREAS = ("bank", "imports", "papers", "administration", "sitting", "proctoring", "marking", "figures", "practice")
"""The sub-packages, each with its own pages (``urls``) and entries (``entries``)."""


class ExamsConfig(AppConfig):
    """Qualification exams."""

    name = "exams"
    label = "exams"

    def ready(self) -> None:
        """Enter parameters, menu entries and to-do items."""
        from exams import entries, parameters  # noqa: PLC0415 (models must be loaded first)

        parameters.declare_all()
        entries.enter_all()
        for area in AREAS:
            import_module(f"exams.{area}.entries").enter_all()
