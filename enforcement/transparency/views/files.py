"""The log as files for programs: checkpoint, keys, tiles (c2sp.org/tlog-tiles), and the verifier to take away."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from enforcement.access import allow, public
from enforcement.errors import NotFound
from enforcement.transparency import verifier
from enforcement.transparency.models import Checkpoint, LogKey
from enforcement.transparency.tile_paths import asked
from enforcement.transparency.tiles import Tree

TEXT: Final = "text/plain; charset=utf-8"
FOR_EVER: Final = "public, max-age=31536000, immutable"


@require_safe
@allow(public)
def checkpoint(_request: HttpRequest) -> HttpResponse:
    """Answer the last checkpoint."""
    return _note(Checkpoint.objects.last(), "no-cache")


@require_safe
@allow(public)
def checkpoint_of(_request: HttpRequest, size: int) -> HttpResponse:
    """Answer the checkpoint over so many entries."""
    return _note(Checkpoint.objects.filter(size=size).last(), FOR_EVER)


@require_safe
@allow(public)
def keys(_request: HttpRequest) -> HttpResponse:
    """Answer the keys that check the checkpoints, the present one last, a line each."""
    texts = LogKey.objects.order_by("pk").values_list("text", flat=True)
    return HttpResponse("".join(f"{text}\n" for text in texts), content_type=TEXT)


@require_safe
@allow(public)
def tile(_request: HttpRequest, level: int, path: str) -> HttpResponse:
    """Answer hashes of the tree: whole tiles, and unfinished ones as far as a checkpoint reaches."""
    last = Checkpoint.objects.last()
    number, width = asked(path, level=level, size=last.size if last else 0)
    found = Tree(last.size if last else 0).tile(level, number)[:width]
    answer = HttpResponse(b"".join(found), content_type="application/octet-stream")
    answer["Cache-Control"] = FOR_EVER
    return answer


@require_safe
@allow(public)
def verifier_zip(_request: HttpRequest) -> HttpResponse:
    """Answer the program that verifies an export, as a folder that needs nothing but Python."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(Path(str(verifier.__file__)).parent.glob("*.py")):
            archive.writestr(f"verifier/{path.name}", path.read_bytes())
    answer = HttpResponse(packed.getvalue(), content_type="application/zip")
    answer["Content-Disposition"] = 'attachment; filename="verifier.zip"'
    return answer


def _note(found: Checkpoint | None, kept: str) -> HttpResponse:
    if found is None:
        raise NotFound
    answer = HttpResponse(found.note, content_type=TEXT)
    answer["Cache-Control"] = kept
    return answer
