"""One question at a time, and what it teaches. Works without JavaScript."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from enforcement import clock
from enforcement.access import allow, signed_in
from enforcement.errors import Refusal
from enforcement.organisation.access import actor_of, person_of
from enforcement.web.asked import numbers
from exams.bank.keys import current_keys
from exams.models import Item, ItemType, PracticeAnswer
from exams.practice.pool import open_items
from exams.practice.practise import NothingAnswered, SitsNow, practise
from exams.practice.screen import options_of, parts_of
from exams.practice.views.address import address, asked_for


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@allow(signed_in)
def question(request: HttpRequest, item_id: int) -> HttpResponse:
    """Ask a question; after the answer show what is right, why, and by which article."""
    law, mode = asked_for(request)
    item = (
        open_items(person_of(request).pk, clock.today())
        .select_related("current__law_ref", "current__group_version")
        .filter(pk=item_id)
        .first()
    )
    if item is None:
        raise Http404
    answer: PracticeAnswer | None = None
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            answer = practise(item_id=item.pk, by=actor_of(request), at=clock.now(), **_given(request))
        except (NothingAnswered, SitsNow) as refused:
            refusal = refused
    context = {
        "item": item,
        "law": law,
        "mode": mode,
        "refusal": refusal,
        "answer": answer,
        "action": address("exam_practice_item", law, mode, item.pk),
        "next": address("exam_practice_next", law, mode),
        **_screen(request, item, answer),
    }
    return render(request, "exams/practice/question.html", context, status=refusal.status if refusal else 200)


def _given(request: HttpRequest) -> dict[str, Any]:
    chosen = {n for n in numbers(request.POST.getlist("answer")) if n < 16}  # noqa: PLR2004
    return {"mask": sum(1 << number for number in chosen), "texts": request.POST.getlist("blank")[:20]}


def _screen(request: HttpRequest, item: Item, answer: PracticeAnswer | None) -> dict[str, Any]:
    version = item.current
    if version is None:  # pragma: no cover (open items have one)
        raise Http404
    key = current_keys([version.pk])[version.pk] if answer else None
    count = PracticeAnswer.objects.filter(person_id=person_of(request).pk, item=item).count()
    turn = count - 1 if answer else count
    return {
        "version": version,
        "several": item.type == ItemType.MULTIPLE,
        "options": options_of(version, seed=f"{person_of(request).pk}:{turn}", answer=answer, key=key),
        "parts": parts_of(version, answer=answer, key=key) if item.type == ItemType.FILL_IN else [],
    }
