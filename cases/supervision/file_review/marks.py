"""What a scorer says of each item, checked: nothing is taken off without a reason, nor a proposal passed over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext_lazy as _

from cases.supervision.file_review.models import Mark, Prefill, ScoreCard, SheetItem
from enforcement.errors import Invalid

LEAST: Final = 4
LEAST_OTHERWISE: Final = 8


@dataclass(frozen=True, slots=True)
class Said:
    """One item of a card: points off or the whole file failed, with reason and article."""

    deduction: Decimal = Decimal(0)
    fatal: bool = False
    reason: str = ""
    article: str = ""


class MarkWrong(Invalid):
    """Refuse a card with an item that lacks something."""

    sentence = _("An item of the score card lacks something.")


def field_of(what: str, item: SheetItem) -> str:
    """Return the name of an item's field in the form."""
    return f"{what}_{item.pk}"


def proposals(card: ScoreCard) -> dict[int, Prefill]:
    """Return what the system proposes for a card's file, by item."""
    return {p.item_id: p for p in card.file.prefills.all()}


def marks_of(card: ScoreCard, items: list[SheetItem], told: Mapping[int, Said], *, final: bool) -> list[Mark]:
    """Return the marks of a card, each item's; unless ``final``, what is not finished yet may stand.

    Raises:
        MarkWrong: on the field at fault.
    """
    proposed = proposals(card)
    made = []
    for item in items:
        said, found = told.get(item.pk, Said()), proposed.get(item.pk)
        if not 0 <= said.deduction <= item.points:
            raise MarkWrong(
                _("No more can be taken off than the item has."), field=field_of("deduction", item)
            )  # fmt: skip
        other = found is not None and (said.deduction, said.fatal) != (found.deduction, found.fatal)
        if final:
            _reasons(item, said, other=other)
        made.append(Mark(
            card=card, item=item, deduction=said.deduction, fatal=said.fatal and item.fatal, overturned=other,
            reason=said.reason.strip(), article=said.article.strip(),
        ))  # fmt: skip
    return made


def _reasons(item: SheetItem, said: Said, *, other: bool) -> None:
    taken = said.deduction > 0 or said.fatal
    reason = said.reason.strip()
    if other and len(reason) < LEAST_OTHERWISE:
        raise MarkWrong(
            _("You decide otherwise than the system proposed. Say why in at least eight characters."),
            field=field_of("reason", item),
        )
    if taken and len(reason) < LEAST:
        raise MarkWrong(_("Say why points are taken off."), field=field_of("reason", item))
    if taken and not said.article.strip():
        raise MarkWrong(_("Name the article that was not kept."), field=field_of("article", item))
