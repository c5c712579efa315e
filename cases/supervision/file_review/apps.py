from django.apps import AppConfig


class FileReviewConfig(AppConfig):
    """The review of case files: draws, scores, objections, results."""

    name = "cases.supervision.file_review"
    label = "file_review"

    def ready(self) -> None:
        """Enter menu, to-do items, settings and timed work."""
        from cases.supervision.file_review import entries  # noqa: PLC0415 (models are ready only now)

        entries.enter_all()
