from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Case handling."""

    name = "cases"
    label = "cases"

    def ready(self) -> None:
        """Enter the settings, rules and guards."""
        from cases import starting  # noqa: PLC0415 (models are ready only now)

        starting.enter_rules()
