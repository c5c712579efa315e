from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig

AREAS = ("keys", "status", "scan", "display", "officers", "lifecycle", "batches", "exports")
"""The sub-packages, each with its own pages (``urls``) and entries (``entries``)."""


class CertificationConfig(AppConfig):
    """Officers and their credentials."""

    name = "certification"
    label = "certification"

    def ready(self) -> None:
        """Enter parameters, menu entries, to-do items and the pages of acts."""
        from certification import entries, parameters  # noqa: PLC0415 (models are ready only now)
        from certification.fields import FIELDS  # noqa: PLC0415
        from exams.papers import fields  # noqa: PLC0415

        fields.offer(FIELDS)
        parameters.declare_all()
        entries.enter_all()
        for area in AREAS:
            import_module(f"certification.{area}.entries").enter_all()
