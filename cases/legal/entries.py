"""Legal review of major decisions: what this area enters elsewhere."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from django.utils.translation import gettext_lazy as _

from cases.legal import desk, forms
from cases.legal.reviewers import PERCENT
from enforcement.access import public
from enforcement.organisation.access import duty
from enforcement.organisation.parameters import declare
from enforcement.web import worklist
from enforcement.web.navigation import MenuEntry, enter


def enter_all() -> None:
    """Enter everything."""
    declare(PERCENT)
    worklist.enter("legal", desk.to_do)
    for module in iter_modules(forms.__path__):
        import_module(f"{forms.__name__}.{module.name}")  # binds its pages
    enter(MenuEntry("reviewers", _("Reviewers"), "user-check", duty("review", "decide", "supervise"), "supervise", 45))
    enter(MenuEntry("major_decisions", _("Major decisions"), "list-details", public, "public", 32))
