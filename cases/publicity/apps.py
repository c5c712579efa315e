from django.apps import AppConfig


class PublicityConfig(AppConfig):
    """What the law opens to the public: agencies, powers, open data, surveys."""

    name = "cases.publicity"
    label = "publicity"

    def ready(self) -> None:
        """Enter menu, to-do items, settings and timed work."""
        from cases.publicity import entries  # noqa: PLC0415 (models are ready only now)

        entries.enter_all()
