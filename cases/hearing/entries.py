"""Hearings as they are conducted: what this area enters elsewhere."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from django.utils.translation import gettext_lazy as _

from cases import panels
from cases.hearing import forms, showing
from enforcement.access import public
from enforcement.organisation.access import duty
from enforcement.web import worklist
from enforcement.web.navigation import MenuEntry, enter


def enter_all() -> None:
    """Enter everything."""
    for module in iter_modules(forms.__path__):
        import_module(f"{forms.__name__}.{module.name}")  # binds its pages
    panels.enter("hearing", 40, "cases/hearing/_panel.html", showing.panel)
    worklist.enter("hearings", showing.to_do)
    enter(MenuEntry("hearings_announced", _("Announced hearings"), "microphone", public, "public", 31))
    enter(MenuEntry("hearing_amounts", _("Large amounts"), "coins", duty("review"), "manage", 40))
