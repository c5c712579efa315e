from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Background work that survives a crash."""

    name = "enforcement.jobs"
    label = "jobs"
