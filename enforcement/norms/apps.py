from django.apps import AppConfig


class NormsConfig(AppConfig):
    """The register of laws and normative documents that acts rest on."""

    name = "enforcement.norms"
    label = "norms"

    def ready(self) -> None:
        """Enter menu, to-do items, settings and timed work."""
        from enforcement.norms import entries  # noqa: PLC0415 (models are ready only now)

        entries.enter_all()
