from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Case handling."""

    name = "cases"
    label = "cases"
