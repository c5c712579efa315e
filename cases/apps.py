from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Case handling."""

    name = "cases"
    label = "cases"

    def ready(self) -> None:
        """Enter the settings, rules, guards, pages of acts, menu entries and to-do items."""
        from cases import desk, starting  # noqa: PLC0415 (models are ready only now)
        from cases.forms import bind_all  # noqa: PLC0415

        starting.enter_rules()
        bind_all()
        desk.enter_all()
