"""Frozen forms: their content as canonical JSON without keys, and how a sitting's paper is read from it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from exams.models import Form, ItemVersion
from exams.shuffle import VERSION, Content, canonical


def freeze(*, session_id: int, papers: Sequence[Sequence[int]], points: Mapping[int, int]) -> list[Form]:
    """Write the forms of a session from lists of item version ids; ``points`` are those of each version, in 1/100."""
    wanted = {pk for paper in papers for pk in paper}
    versions = {
        version.pk: version
        for version in ItemVersion.objects.filter(pk__in=wanted).select_related("item", "law_ref", "group_version")
    }
    return Form.objects.bulk_create(
        _form(session_id, number, [versions[pk] for pk in paper], points)
        for number, paper in enumerate(papers, start=1)
    )


def _form(session_id: int, number: int, versions: Sequence[ItemVersion], points: Mapping[int, int]) -> Form:
    groups = {str(g.pk): {"stem": g.stem, "media": g.media} for v in versions if (g := v.group_version)}
    content = canonical({"items": [_item(v, points[v.pk]) for v in versions], "groups": groups})
    return Form(
        session_id=session_id,
        number=number,
        item_versions=[version.pk for version in versions],
        difficulty=sum(version.difficulty for version in versions),
        content=content,
        sha256=hashlib.sha256(content.encode()).hexdigest(),
        version=VERSION,
        points=sum(points[version.pk] for version in versions),
    )


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
    text, sha256, version = Form.objects.values_list("content", "sha256", "version").get(pk=form_id)
    kept = json.loads(text)
    if version == 1:
        return Content(tuple(kept), sha256, version)
    return Content(tuple(kept["items"]), sha256, version, kept["groups"])
