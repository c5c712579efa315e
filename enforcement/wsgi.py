"""The WSGI entry: the full site, and short stacks of their own for the paths that ``LEAN_APPLICATIONS`` names."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.utils.module_loading import import_string

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enforcement.settings")
_site = get_wsgi_application()
_lean: dict[str, Callable[..., Iterable[bytes]]] = {
    prefix: import_string(path) for prefix, path in settings.LEAN_APPLICATIONS.items()
}


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer one request."""
    path = environ.get("PATH_INFO", "")
    for prefix, lean in _lean.items():
        if path.startswith(prefix):
            return lean(environ, start_response)
    return _site(environ, start_response)
