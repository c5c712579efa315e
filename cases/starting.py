"""What the cases app enters when it starts."""

from __future__ import annotations


def enter_rules() -> None:
    """Enter the settings that the law leaves open, the rules of law and the guards of charts."""
    from cases import guards, settings  # noqa: PLC0415 (models are ready only now)
    from cases.rules import catalogue  # noqa: PLC0415

    settings.declare_all()
    catalogue.enter_all()
    guards.register_all()
