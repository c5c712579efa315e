"""The items that an export takes, with their pictures, and those that it leaves out, with why."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from exams.bank.pictures import Drawn, read
from exams.imports.draft import Draft, Picture
from exams.imports.kept import kept
from exams.models import Image, Item, KeyStatus


@dataclass(slots=True)
class Collected:
    """Drafts in the order of their codes, the cases together; pictures by SHA-256; codes left out by reason."""

    drafts: list[Draft] = field(default_factory=list)
    pictures: dict[str, Drawn] = field(default_factory=dict)
    left: dict[str, list[str]] = field(default_factory=dict)


def collect(item_ids: Collection[int]) -> Collected:
    """Return what there is to export of some items.

    Left out are retired items and those whose key was corrected after an exam (several answers accepted, or void): a
    file would bring them elsewhere as if nothing had been wrong with them.
    """
    found = Collected()
    rows = kept(Item.objects.filter(pk__in=item_ids).order_by("group__code", "group_order", "code"))
    wanted = {p.sha256 for one in rows for p in _pictures(one.draft)}
    for image in Image.objects.filter(sha256__in=wanted):
        data = read(image.sha256)
        if data is not None:
            found.pictures[image.sha256] = Drawn(data, image.kind, image.width, image.height)
    for one in rows:
        if one.item.retired_on is not None:
            _leave(found, _("retired"), one.draft)
        elif one.key.status != KeyStatus.NORMAL:
            _leave(found, _("the key was corrected after an exam"), one.draft)
        elif any(p.sha256 not in found.pictures for p in _pictures(one.draft)):
            _leave(found, _("a picture is missing from the storage"), one.draft)
        else:
            found.drafts.append(one.draft)
    return found


def _pictures(draft: Draft) -> list[Picture]:
    return [*draft.pictures, *(draft.case.pictures if draft.case else ())]


def _leave(found: Collected, reason: str, draft: Draft) -> None:
    found.left.setdefault(reason, []).append(draft.code)
