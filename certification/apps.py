from __future__ import annotations

from django.apps import AppConfig


class CertificationConfig(AppConfig):
    """Officers and their credentials."""

    name = "certification"
    label = "certification"

    def ready(self) -> None:
        """Enter parameters, menu entries, to-do items and the pages of acts."""
        from certification import entries, parameters  # noqa: PLC0415 (models are ready only now)

        parameters.declare_all()
        entries.enter_all()
