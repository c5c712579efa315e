from django.apps import AppConfig


class CertificationConfig(AppConfig):
    """Officers and their credentials."""

    name = "certification"
    label = "certification"
