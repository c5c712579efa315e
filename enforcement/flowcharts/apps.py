from django.apps import AppConfig


class FlowchartsConfig(AppConfig):
    """Published procedures and the engine that runs them."""

    name = "enforcement.flowcharts"
    label = "flowcharts"
