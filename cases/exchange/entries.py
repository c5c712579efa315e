"""What the exchange enters elsewhere: settings and the menu."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cases.exchange.access import exchanges
from cases.exchange.bundles import export_bundle, import_bundle
from cases.exchange.parameters import declare_all
from enforcement.access import public
from enforcement.jobs.register import register
from enforcement.web.navigation import MenuEntry, enter


def enter_all() -> None:
    """Enter everything."""
    declare_all()
    register(export_bundle.KIND, title=_("Make a bundle"))(export_bundle.work)
    register(import_bundle.CHECK, title=_("Try a bundle out"))(import_bundle.work_check)
    register(import_bundle.TAKE, title=_("Take a bundle in"))(import_bundle.work_take)
    enter(MenuEntry("open_data", _("Open data"), "database", public, "public", 45))
    enter(MenuEntry("exchange_bundles", _("Data exchange"), "transfer", exchanges, "manage", 58))
