from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Home pages and the gallery of components."""

    name = "enforcement.site"
    label = "site"
