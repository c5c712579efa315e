"""Frozen forms: their content as canonical JSON without keys, and how a sitting's paper is read from it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from exams.models import Form, ItemVersion
from exams.shuffle import canonical


def freeze(*, session_id: int, papers: Sequence[Sequence[int]]) -> list[Form]:
    """Write the forms of a session from lists of item version ids."""
    wanted = {pk for paper in papers for pk in paper}
    versions = {
        version.pk: version for version in ItemVersion.objects.filter(pk__in=wanted).select_related("item", "law_ref")
    }
    return Form.objects.bulk_create(
        _form(session_id, number, [versions[pk] for pk in paper]) for number, paper in enumerate(papers, start=1)
    )


def _form(session_id: int, number: int, versions: Sequence[ItemVersion]) -> Form:
    content = canonical(
        [
            {
                "id": version.pk,
                "type": version.item.type,
                "stem": version.stem,
                "options": [option["text"] for option in version.options],
                "keep_order": version.keep_order,
                "law": version.law_ref.short,
            }
            for version in versions
        ]
    )
    return Form(
        session_id=session_id,
        number=number,
        item_versions=[version.pk for version in versions],
        difficulty=sum(version.difficulty for version in versions),
        content=content,
        sha256=hashlib.sha256(content.encode()).hexdigest(),
    )


@lru_cache(maxsize=256)
def content_of(form_id: int) -> tuple[tuple[dict[str, Any], ...], str]:
    """Return the items of a form and its hash, read once in a process: a form never changes.

    Raises:
        Form.DoesNotExist
    """
    content, sha256 = Form.objects.values_list("content", "sha256").get(pk=form_id)
    return tuple(json.loads(content)), sha256
