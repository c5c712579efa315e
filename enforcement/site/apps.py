from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SiteConfig(AppConfig):
    """Home pages and the gallery of components."""

    name = "enforcement.site"
    label = "site"

    def ready(self) -> None:
        """Enter the pages into the menu, and the check of icons."""
        from enforcement.access import public, signed_in  # noqa: PLC0415 (models are not loaded before)
        from enforcement.organisation.access import duty  # noqa: PLC0415
        from enforcement.web import checks  # noqa: F401, PLC0415 (registers itself)
        from enforcement.web.navigation import MenuEntry, enter  # noqa: PLC0415

        system = duty("system")
        enter(MenuEntry("desk", _("My desk"), "layout-dashboard", signed_in, "top", 0))
        enter(MenuEntry("people", _("People and duties"), "users", system, "manage", 10))
        enter(MenuEntry("agencies", _("Agencies"), "building-bank", system, "manage", 20))
        enter(MenuEntry("settings_register", _("Register of settings"), "adjustments", system, "manage", 30))
        enter(MenuEntry("home", _("Public home"), "home", public, "public", 0))
