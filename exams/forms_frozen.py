"""Frozen forms: their content as canonical JSON without keys, and how a sitting's paper is read from it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import Any

from exams.models import Form, ItemVersion
from exams.shuffle import VERSION, Content, canonical


def freeze(*, session_id: int, papers: Sequence[Mapping[int, int]]) -> list[Form]:
    """Write the forms of a session: of each paper the item versions in its order, with their points in 1/100."""
    wanted = {pk for paper in papers for pk in paper}
    versions = _versions(wanted)
    return Form.objects.bulk_create(
        _form(session_id, number, [versions[pk] for pk in paper], paper) for number, paper in enumerate(papers, start=1)
    )


def rebuilt(form: Form) -> Form:
    """Return a form of the present version made again from its items, as it would be frozen now; it is not written."""
    points = {item["id"]: item["points"] for item in read(form.content, form.sha256, form.version).items}
    versions = _versions(set(form.item_versions))
    return _form(form.session_id, form.number, [versions[pk] for pk in form.item_versions], points)


def _versions(wanted: Collection[int]) -> dict[int, ItemVersion]:
    rows = ItemVersion.objects.filter(pk__in=wanted).select_related("item", "law_ref", "group_version")
    return {version.pk: version for version in rows}


def _form(session_id: int, number: int, versions: Sequence[ItemVersion], points: Mapping[int, int]) -> Form:
    groups = {str(g.pk): {"stem": g.stem, "media": g.media} for v in versions if (g := v.group_version)}
    content = canonical({"items": [_item(v, points[v.pk]) for v in versions], "groups": groups})
    return Form(
        session_id=session_id, number=number, item_versions=[version.pk for version in versions],
        difficulty=sum(version.difficulty for version in versions), content=content,
        sha256=hashlib.sha256(content.encode()).hexdigest(), version=VERSION,
        points=sum(points[version.pk] for version in versions),
    )  # fmt: skip


def _item(version: ItemVersion, points: int) -> dict[str, Any]:
    return {
        "id": version.pk,
        "type": version.item.type,
        "stem": version.stem,
        "options": [option["text"] for option in version.options],
        "keep_order": version.keep_order,
        "law": version.law_ref.short,
        "points": points,
        "blanks": version.blanks,
        "media": version.media,
        "group": version.group_version_id,
    }


@lru_cache(maxsize=512)
def content_of(form_id: int) -> Content:
    """Return what a form holds, read once in a process: a form never changes.

    Raises:
        Form.DoesNotExist
    """
    return read(*Form.objects.values_list("content", "sha256", "version").get(pk=form_id))


def read(text: str, sha256: str, version: int) -> Content:
    """Return what the text of a form says."""
    kept = json.loads(text)
    if version == 1:
        return Content(tuple(kept), sha256, version)
    return Content(tuple(kept["items"]), sha256, version, kept["groups"])
