"""The form of a score card: for each item points off, why, and by which article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from cases.rules.saying import say
from cases.supervision.file_review.marks import Said, field_of
from cases.supervision.file_review.models import Mark, Prefill, SheetItem


@dataclass(frozen=True)
class Row:
    """An item with its fields and with what the system found."""

    item: SheetItem
    take: BoundField
    reason: BoundField
    article: BoundField
    found: list[tuple[str, str, str]]

    @property
    def fields(self) -> tuple[BoundField, BoundField, BoundField]:
        """Return its fields."""
        return self.take, self.reason, self.article

    @property
    def opened(self) -> bool:
        """Whether reason and article are shown at once."""
        return bool(self.found) or any(f.errors for f in self.fields) or bool(self.reason.value())


class ScoreForm(forms.Form):
    """Every item of the sheet. What the system proposes is filled in: to confirm it is to leave it."""

    remark = forms.CharField(label=_("Remarks"), max_length=1000, required=False, widget=forms.Textarea({"rows": 3}))
    final = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, items: Sequence[SheetItem], proposed: Mapping[int, Prefill], kept: Mapping[int, Mark],
        **more: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **more)
        self.items, self.proposed = items, proposed
        for item in items:
            self._fields(item, kept.get(item.pk) or proposed.get(item.pk))

    def _fields(self, item: SheetItem, said: Mark | Prefill | None) -> None:
        if item.fatal:
            self.fields[field_of("fatal", item)] = forms.BooleanField(
                label=_("The file fails this"), required=False, initial=bool(said and said.fatal)
            )
        else:
            self.fields[field_of("deduction", item)] = forms.DecimalField(
                label=_("Points off"), min_value=0, max_value=item.points, decimal_places=1, required=False,
                initial=said.deduction if said and said.deduction else None,
                widget=forms.NumberInput({"step": "0.5", "inputmode": "decimal", "data-off": ""}),
            )  # fmt: skip
        reason, article = _words(said, item)
        self.fields[field_of("reason", item)] = forms.CharField(
            label=_("Why"), max_length=300, required=False, initial=reason
        )
        self.fields[field_of("article", item)] = forms.CharField(
            label=_("Article"), max_length=120, required=False, initial=article
        )

    def clean(self) -> dict[str, Any]:
        """Give the marks by item, the remark, and whether the card is handed in."""
        data = super().clean() or {}
        marks = {item.pk: self._said(data, item) for item in self.items}
        return {"marks": marks, "remark": data.get("remark", ""), "final": bool(data.get("final"))}

    def _said(self, data: Mapping[str, Any], item: SheetItem) -> Said:
        fatal, off = bool(data.get(field_of("fatal", item))), data.get(field_of("deduction", item)) or Decimal(0)
        return Said(off, fatal, data.get(field_of("reason", item), ""), data.get(field_of("article", item), ""))

    def rows(self) -> list[tuple[str, list[Row]]]:
        """Return the items by the parts of the sheet, in its order."""
        parts: dict[str, list[Row]] = {}
        for item in self.items:
            take = self[field_of("fatal" if item.fatal else "deduction", item)]
            found = said_of(self.proposed[item.pk]) if item.pk in self.proposed else []
            row = Row(item, take, self[field_of("reason", item)], self[field_of("article", item)], found)
            parts.setdefault(item.part, []).append(row)
        return list(parts.items())


def said_of(proposed: Prefill) -> list[tuple[str, str, str]]:
    """Return what the system found as (rule, sentence, article), in the reader's language."""
    return [(f["rule"], say(f["message"], f["params"]), f["article"]) for f in proposed.found]


def _words(said: Mark | Prefill | None, item: SheetItem) -> tuple[str, str]:
    if isinstance(said, Mark):
        return said.reason, said.article or item.article
    if said is None:
        return "", item.article
    articles = [f["article"] for f in said.found if f["article"]]
    return "；".join(sentence for _rule, sentence, _article in said_of(said))[:300], (articles or [item.article])[0][
        :120
    ]
