"""What every page knows."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from enforcement.web.navigation import Section, sections_of, visible_to


def page(request: HttpRequest) -> dict[str, object]:
    """Return the site's name, the care mode (关怀模式) and the menu that this person may open, by its parts."""
    return {
        "SITE_NAME": settings.SITE_NAME,
        "DEMO": settings.DEMO,
        "care_mode": request.COOKIES.get("care") == "1",
        "menu": [(section, _is_open(section, request)) for section in sections_of(visible_to(request))],
    }


def _is_open(section: Section, request: HttpRequest) -> bool:
    return section.code != "public" or section.holds(request.path)
