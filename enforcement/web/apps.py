from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages, refusals, forms and components shared by all."""

    name = "enforcement.web"
    label = "web"
