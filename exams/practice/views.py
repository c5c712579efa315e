"""Practice: where I stand, one question at a time, and what it teaches. Works without JavaScript."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from enforcement import clock
from enforcement.access import allow, signed_in
from enforcement.errors import Refusal
from enforcement.organisation.access import actor_of, person_of
from exams.bank.keys import current_keys
from exams.models import Item, ItemType, PracticeAnswer
from exams.practice.choice import MODES, Known, next_item, weak_articles
from exams.practice.pool import knowledge, open_items
from exams.practice.practise import NothingAnswered, SitsNow, practise
from exams.practice.screen import options_of, parts_of

SHOWN = 8


def _chosen(request: HttpRequest) -> tuple[str, str]:
    """Return the law and the mode that the address asks for."""
    mode = request.GET.get("mode", "")
    return request.GET.get("law", ""), mode if mode in MODES else MODES[0]


def _address(name: str, law: str, mode: str, *parts: int) -> str:
    given = {key: value for key, value in (("law", law), ("mode", mode)) if value}
    return f"{reverse(name, args=parts)}?{urlencode(given)}"


def _known(request: HttpRequest, law: str = "") -> list[Known]:
    rows = open_items(person_of(request).pk, clock.today())
    return knowledge(person_of(request).pk, rows.filter(current__law_ref__short=law) if law else rows)


@require_safe
@allow(signed_in)
def overview(request: HttpRequest) -> HttpResponse:
    """Show by law how far I am, and the articles I am weak in."""
    known = _known(request)
    laws: dict[str, list[Known]] = {}
    for one in known:
        laws.setdefault(one.article[1 : one.article.index("》")], []).append(one)
    context = {
        "laws": [_law(law, mine) for law, mine in sorted(laws.items())],
        "weak": [
            {"article": article, "right": right, "count": count, "percent": 100 * right // count}
            for article, (right, count) in list(weak_articles(known).items())[:SHOWN]
        ],
        "count": len(known),
        "answered": sum(one.ago is not None for one in known),
        "right": sum(one.right for one in known),
        "missed": sum(one.ago is not None and not one.right for one in known),
    }
    return render(request, "exams/practice/overview.html", context)


def _law(law: str, mine: list[Known]) -> dict[str, Any]:
    answered = sum(one.ago is not None for one in mine)
    right = sum(one.right for one in mine)
    return {
        "law": law, "count": len(mine), "answered": answered, "right": right,
        "percent": 100 * right // answered if answered else None, "url": _address("exam_practice_next", law, ""),
    }  # fmt: skip


@never_cache
@require_safe
@allow(signed_in)
def next_one(request: HttpRequest) -> HttpResponse:
    """Lead to the next question, or say that nothing is left."""
    law, mode = _chosen(request)
    person = person_of(request)
    found = next_item(_known(request, law), mode=mode, seed=f"{person.pk}:{clock.today()}")  # type: ignore[arg-type]
    if found is None:
        return render(request, "exams/practice/done.html", {"law": law, "mode": mode})
    return redirect(_address("exam_practice_item", law, mode, found))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@allow(signed_in)
def question(request: HttpRequest, item_id: int) -> HttpResponse:
    """Ask a question; after the answer show what is right, why, and by which article."""
    law, mode = _chosen(request)
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
        "action": _address("exam_practice_item", law, mode, item.pk),
        "next": _address("exam_practice_next", law, mode),
        **_screen(request, item, answer),
    }
    return render(request, "exams/practice/question.html", context, status=refusal.status if refusal else 200)


def _given(request: HttpRequest) -> dict[str, Any]:
    numbers = {int(value) for value in request.POST.getlist("answer") if value.isdigit() and int(value) < 16}  # noqa: PLR2004
    return {"mask": sum(1 << number for number in numbers), "texts": request.POST.getlist("blank")[:20]}


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
