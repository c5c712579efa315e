"""Items of the bank as drafts: what an import compares with, and what an export writes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from exams.imports.draft import LETTERS, STEM, Case, Draft, Law, Picture
from exams.models import Item, ItemVersion, KeyVersion


@dataclass(frozen=True, slots=True)
class Kept:
    """An item with its present version and key, and the draft that would bring it as it is."""

    item: Item
    version: ItemVersion
    key: KeyVersion
    draft: Draft


def kept(items: QuerySet[Item]) -> list[Kept]:
    """Return the items that have a version and a key, in the order of the query. Two queries."""
    rows = [
        item
        for item in items.select_related("group", "current__law_ref", "current__group_version")
        if item.current is not None
    ]
    keys = latest_keys([item.current_id for item in rows if item.current_id])
    found = []
    for item in rows:
        key = keys.get(item.current_id or 0)
        if item.current is not None and key is not None:
            found.append(Kept(item, item.current, key, draft_of(item, item.current, key)))
    return found


def latest_keys(versions: Sequence[int]) -> dict[int, KeyVersion]:
    """Return the present key of each item version."""
    rows = KeyVersion.objects.filter(item_version_id__in=versions).order_by("item_version_id", "-number")
    return {row.item_version_id: row for row in rows.distinct("item_version_id")}


def draft_of(item: Item, version: ItemVersion, key: KeyVersion) -> Draft:
    """Return the draft that would bring an item as it is."""
    ref = version.law_ref
    texts: Any = key.texts
    guided = texts if isinstance(texts, dict) else {}
    options = tuple(option["text"] for option in version.options)
    return Draft(
        place=item.code,
        law=Law(ref.law, ref.short, ref.version, ref.in_force_from),
        code=item.code,
        type=item.type,
        stem=version.stem,
        options=options,
        key=tuple(LETTERS[n] for n in range(len(options)) if key.mask >> n & 1),
        article=ref.article,
        explanation=version.explanation,
        difficulty=version.difficulty,
        topic=version.topic,
        fixed=version.keep_order,
        words=tuple(map(tuple, texts)) if isinstance(texts, list) else (),
        guide=guided.get("guide", ""),
        points=tuple(guided.get("points", ())),
        pictures=tuple(Picture(m["sha256"], m.get("alt", ""), m.get("place", STEM)) for m in version.media),
        case=_case(item, version),
        order=item.group_order,
    ).settled()


def _case(item: Item, version: ItemVersion) -> Case | None:
    shared = version.group_version
    if shared is None or item.group is None:
        return None
    pictures = tuple(Picture(m["sha256"], m.get("alt", "")) for m in shared.media)
    return Case(item.group.code, shared.stem, pictures)
