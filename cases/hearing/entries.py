"""Hearings as they are conducted: what this area enters elsewhere."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from django.utils.translation import gettext_lazy as _

from cases.hearing import forms
from enforcement.access import public
from enforcement.organisation.access import duty
from enforcement.web.navigation import MenuEntry, enter


def enter_all() -> None:
    """Enter everything."""
    for module in iter_modules(forms.__path__):
        import_module(f"{forms.__name__}.{module.name}")  # binds its pages
    enter(MenuEntry("hearings_announced", _("Announced hearings"), "microphone", public, "public", 31))
    enter(MenuEntry("hearing_amounts", _("Large amounts"), "coins", duty("review"), "manage", 40))
