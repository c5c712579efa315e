"""What checking enters elsewhere: its place in the menu, its settings."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from certification.scan import parameters
from enforcement.access import public
from enforcement.web.navigation import MenuEntry, enter


def enter_all() -> None:
    """Enter everything."""
    parameters.declare_all()
    enter(MenuEntry("scan", _("Scan a credential"), "qrcode", public, "public", 43))
