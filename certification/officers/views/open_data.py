"""The public register as open data: the same people, and no more of them than the pages show. Photos are left out."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from typing import Any, Final

from django.http import HttpRequest, StreamingHttpResponse
from django.views.decorators.http import require_safe

from certification.fields import titles_zh
from certification.officers import public
from enforcement import clock
from enforcement.access import allow
from enforcement.access import public as anybody

COLUMNS: Final = ("name", "unit", "post", "card_number", "fields", "area")
HEADS: Final = ("姓名", "单位", "职务", "证号", "执法领域", "执法区域")
CHUNK: Final = 2000
HEADERS: Final = {"Cache-Control": "public, max-age=3600", "X-Robots-Tag": "noindex"}


@require_safe
@allow(anybody)
def as_csv(request: HttpRequest) -> StreamingHttpResponse:  # noqa: ARG001 (every view takes it)
    """Give the register as a table of text (UTF-8), one query however many there are."""
    return StreamingHttpResponse(_csv(), content_type="text/csv; charset=utf-8", headers=HEADERS)


@require_safe
@allow(anybody)
def as_json(request: HttpRequest) -> StreamingHttpResponse:  # noqa: ARG001 (every view takes it)
    """Give the register as JSON: when it was so, and the officers."""
    return StreamingHttpResponse(_json(), content_type="application/json", headers=HEADERS)


def _rows() -> Iterator[tuple[Any, ...]]:
    rows = public.listed(clock.today()).order_by("agency__path", "name", "pk")
    values = rows.values_list("name", "agency__name", "post", "number", "fields", "area")
    for name, unit, post, number, fields, area in values.iterator(chunk_size=CHUNK):
        yield name, unit, post, number, titles_zh(fields), area


class _Line:
    """What ``csv`` writes to: gives the line back."""

    def write(self, line: str) -> str:
        return line


def _csv() -> Iterator[str]:
    writer = csv.writer(_Line())
    yield "\ufeff" + str(writer.writerow((*HEADS, f"截至 {clock.now().isoformat(timespec='minutes')}")))
    for row in _rows():
        yield str(writer.writerow(row))


def _json() -> Iterator[str]:
    yield f'{{"as_of": {json.dumps(clock.now().isoformat(timespec="seconds"))}, "officers": ['
    before = "\n"
    for row in _rows():
        yield before + json.dumps(dict(zip(COLUMNS, row, strict=True)), ensure_ascii=False)
        before = ",\n"
    yield "\n]}\n"
