"""The page that shows a credential, its worker and its manifest: they hold nothing of anybody, the phone does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from enforcement.access import allow, public

FOLDER: Final = Path(__file__).resolve().parents[2] / "static" / "certification" / "display"
SHEETS: Final = (
    "vendor/tabler.min.css",
    *(f"web/{name}.css" for name in ("site", "components", "forms", "home", "care")),
)
MODULES: Final = ("web/site.js", "web/keep.js", "exams/words.js", "vendor/qrcode-generator.js")


@require_safe
@allow(public)
def page(request: HttpRequest) -> HttpResponse:
    """Show the empty page; a bound phone fills it from what it keeps."""
    response = render(request, "certification/display/show.html")
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
@allow(public)
def worker(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 (every view takes it)
    """Return the service worker of the page with the list of files that it keeps."""
    own = [f"certification/display/{path.name}" for path in FOLDER.iterdir() if path.name != "worker.js"]
    names = (*SHEETS, *MODULES, "web/mark.svg", *own)
    # Modules name each other without the hash that the page's own links carry: both addresses are kept.
    files = {static(name) for name in names} | {settings.STATIC_URL + name for name in names if name.endswith(".js")}
    known = {"page": reverse("display_page"), "files": sorted(files)}
    script = f"const KNOWN = {json.dumps(known)};\n{(FOLDER / 'worker.js').read_text(encoding='utf-8')}"
    return HttpResponse(script, content_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"})


@require_safe
@allow(public)
def manifest(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 (every view takes it)
    """Return what a phone reads to put the page among its apps."""
    icon = {"src": static("web/mark.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"}
    about = {
        "name": _("My enforcement credential"), "short_name": _("My credential"), "start_url": reverse("display_page"),
        "scope": reverse("display_page"), "display": "standalone", "orientation": "portrait", "lang": "zh-Hans",
        "background_color": "#ffffff", "theme_color": "#123a6b", "icons": [icon],
    }  # fmt: skip
    return JsonResponse(about, content_type="application/manifest+json")
