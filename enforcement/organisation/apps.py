from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    """Agencies, persons, posts, duties and settings."""

    name = "enforcement.organisation"
    label = "organisation"
