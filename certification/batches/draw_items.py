"""Draw the cards of a batch in parts of a hundred: one file for a card printer, one of A4 sheets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from django.db import transaction
from django.db.models import Max

from certification import printing, sheets
from certification.batches import files, items
from certification.card import CardFace
from certification.models import IssueBatch, IssueItem
from enforcement.errors import Refusal
from enforcement.web import fonts

CHUNK: Final = 100
State = IssueItem.State


def draw_items(batch: IssueBatch, *, told: Callable[[], None]) -> None:
    """Draw the cards of all that is signed: first the parts that a worker left half done, then new ones."""
    for part in sorted(set(_open_parts(batch))):
        _draw_part(batch, part)
        told()
    for chunk in items.chunks(batch, State.SIGNED, CHUNK):
        part = (batch.items.aggregate(last=Max("part"))["last"] or 0) + 1
        items.put(chunk, State.SIGNED, part=part)
        _draw_part(batch, part)
        told()


def _open_parts(batch: IssueBatch) -> Sequence[int]:
    rows = batch.items.filter(state=State.SIGNED, part__isnull=False)
    return [part for part in rows.values_list("part", flat=True) if part]


def _draw_part(batch: IssueBatch, part: int) -> None:
    """Write both files of a part, then say so: a worker that dies between leaves the part to be drawn again."""
    faces: list[CardFace] = []
    for item in batch.items.filter(part=part).select_related("credential").order_by("position"):
        try:
            if item.credential is not None:
                faces.append(printing.checked(printing.face_of(item.credential)))
        except Refusal as refusal:
            items.leave_out(item, refusal)
    if faces:
        typefaces = fonts.register()
        files.write(batch.pk, files.cards_name(part), sheets.one_by_one(faces, fonts=typefaces))
        note = f"{batch.title} · {part}"
        content = sheets.ten_up(faces, fonts=typefaces, duplex=batch.duplex, note=note)
        files.write(batch.pk, files.sheets_name(part), content)
    with transaction.atomic():
        batch.items.filter(part=part, state=State.SIGNED).update(state=State.DRAWN)
