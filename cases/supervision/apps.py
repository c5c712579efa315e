from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    """Supervision of cases."""

    name = "cases.supervision"
    label = "supervision"
