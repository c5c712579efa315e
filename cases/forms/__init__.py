"""The forms of the acts on a case; each module binds its pages (``cases.pages.bind``)."""

from __future__ import annotations

from importlib import import_module


def bind_all() -> None:
    """Bind every page of this package, once."""
    for name in ("intake", "investigation", "measures", "handling", "notice", "decision", "ending"):
        import_module(f"cases.forms.{name}")
