"""What every page knows."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from enforcement.web.navigation import current_of, sections_of, visible_to


def page(request: HttpRequest) -> dict[str, object]:
    """Return the site's name, the care mode (关怀模式) and the menu that this person may open, by its parts."""
    sections = sections_of(visible_to(request))
    here = current_of(sections, request.path)
    return {
        "SITE_NAME": settings.SITE_NAME,
        "DEMO": settings.DEMO,
        "care_mode": request.COOKIES.get("care") == "1",
        "menu": [(part, part.code != "public" or here in part.entries) for part in sections],
        "menu_here": here,
    }
