from django.apps import AppConfig


class ExamsConfig(AppConfig):
    """Qualification exams."""

    name = "exams"
    label = "exams"
