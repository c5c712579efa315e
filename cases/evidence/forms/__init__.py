"""The forms of the acts on evidence and inquiries; each module binds its pages (``cases.pages.bind``)."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules


def bind_all() -> None:
    """Bind every page of this package, once."""
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
