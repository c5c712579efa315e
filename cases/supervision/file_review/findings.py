"""What a file review says of a file, for the supervisor who opens a matter on it."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest

from cases.supervision.file_review.access import open_cards, rounds_for
from cases.supervision.file_review.models import ReviewedFile


def reviewed_for(request: HttpRequest) -> QuerySet[ReviewedFile]:
    """Return the scored files of the rounds that the person supervises."""
    rows = ReviewedFile.objects.filter(round__in=rounds_for(request)).exclude(grade="")
    return rows.select_related("case", "agency", "round")


def said_of_file(file: ReviewedFile) -> str:
    """Return each item that was not met, once, with its reason and article: lines in Chinese, as they were written."""
    told = {}
    for card in open_cards(file):
        for mark in card.marks.all():
            if mark.fatal or mark.deduction:
                told[mark.item.code] = f"{mark.item.code} {mark.item.title}：{mark.reason}（{mark.article}）"
    return "\n".join(told[code] for code in sorted(told))
