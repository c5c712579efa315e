"""What items of the bank cite: each item in use rests on one article."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from enforcement.norms.articles import keys_of
from enforcement.norms.citations import Citation
from enforcement.norms.touching import Resting
from exams.models import Item, LawRef


def resting() -> Iterator[Resting]:
    """Yield each article that items in use rest on, with how many do. Two queries."""
    counted = Item.objects.filter(retired_on=None, current__isnull=False).order_by().values("current__law_ref")
    counts = {row["current__law_ref"]: row["n"] for row in counted.annotate(n=Count("pk"))}
    for ref in LawRef.objects.filter(pk__in=counts):
        yield Resting(
            _("Exam items"), f"{ref.law}{ref.article}（{counts[ref.pk]}）", reverse("exam_law", args=[ref.pk]),
            Citation(ref.law, keys_of(ref.article), ref.article), ref.in_force_from, where=ref.version,
        )  # fmt: skip
