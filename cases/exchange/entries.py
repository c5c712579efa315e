"""What the exchange enters elsewhere: settings and the menu."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cases.exchange.access import administers
from cases.exchange.parameters import declare_all
from enforcement.access import public
from enforcement.web.navigation import MenuEntry, enter


def enter_all() -> None:
    """Enter everything."""
    declare_all()
    enter(MenuEntry("open_data", _("Open data"), "database", public, "public", 45))
    enter(MenuEntry("exchange_tokens", _("Tokens of programs"), "key", administers, "manage", 60))
