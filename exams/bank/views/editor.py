"""Writing items and cases, with a look at them as candidates see them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from enforcement import clock
from enforcement.access import allow
from enforcement.organisation.access import actor_of
from enforcement.web.acts import act_page
from enforcement.web.asked import number
from exams.access import administers
from exams.bank.access import bank_or_404, item_or_404
from exams.bank.editor import ItemForm, law_key, next_code
from exams.bank.history import Look
from exams.bank.store_image import store_image
from exams.bank.write_item import Similar, SimilarItems, reword_item, write_item
from exams.imports.kept import Kept, kept
from exams.models import Bank, Item, ItemType, ItemVersion


def remembering(act: Callable[..., Any], found: list[Similar]) -> Callable[..., Any]:
    """Return an act that leaves in ``found`` the similar items for which it was refused."""

    def do(**facts: Any) -> Any:
        try:
            return act(**facts)
        except SimilarItems as refusal:
            found.extend(refusal.similar)
            raise

    return do


def _context(bank: Bank, type_: str, found: list[Similar], **more: Any) -> dict[str, Any]:
    topics = ItemVersion.objects.filter(item__bank=bank).exclude(topic="").order_by("topic")
    return {
        "bank": bank,
        "type": ItemType(type_).label,
        "similar": found,
        "topics": topics.values_list("topic", flat=True).distinct(),
        "preview": reverse("exam_item_preview", args=[bank.pk, type_]),
        **more,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@allow(administers)
def new_item(request: HttpRequest, bank_id: int) -> HttpResponse:
    """Write a new item of a type."""
    bank = bank_or_404(request, bank_id, to_write=True)
    like = _like(request, bank)
    type_ = request.GET.get("type", like.type if like and request.GET.get("like") else "")
    type_ = type_ if type_ in ItemType.values else ItemType.SINGLE
    found: list[Similar] = []
    here = reverse("exam_item_new", args=[bank.pk])
    back = f"{reverse('exam_items')}?bank={bank.pk}"
    kinds = [(label, f"{here}?{_query(request, type=value)}", value == type_) for value, label in ItemType.choices]
    return act_page(
        request,
        form_class=ItemForm,
        form_arguments={"bank": bank, "type_": type_, "upload": reverse("exam_picture_add", args=[bank.pk])},
        initial=_start(request, bank, like),
        act=remembering(partial(write_item, bank_id=bank.pk, by=actor_of(request), at=clock.now()), found),
        success_url=lambda made: reverse("exam_item", args=[made.pk]),
        done=_("The item is written."),
        template="exams/bank/editor.html",
        context=_context(
            bank, type_, found, heading=_("New item"), kinds=kinds, submit=_("Write the item"), back_url=back,
            back_text=bank.name,
        ),
    )  # fmt: skip


def _like(request: HttpRequest, bank: Bank) -> Item | None:
    """Return the item that a new one is to be like: the one asked for, else the one written last."""
    asked = number(request.GET.get("like"))
    rows = Item.objects.filter(bank=bank, current__isnull=False).select_related("current__law_ref")
    return rows.filter(pk=asked).first() if asked is not None else rows.order_by("-current__made_at", "-pk").first()


def _start(request: HttpRequest, bank: Bank, like: Item | None) -> dict[str, Any]:
    """Return what a new item begins with: the next code, the law, and what else it has of the one it is to be like."""
    start: dict[str, Any] = {"case": request.GET.get("case", ""), "order": request.GET.get("order", "")}
    if like and like.current:
        version, taken = like.current, set(Item.objects.filter(bank=bank).values_list("code", flat=True))
        start |= {"code": next_code(like.code, taken), "law_known": law_key(version.law_ref)}
        if request.GET.get("like"):
            facts = {"article": version.law_ref.article, "topic": version.topic, "difficulty": version.difficulty}
            start |= facts
    return start


def _query(request: HttpRequest, **changes: str) -> str:
    held = request.GET.copy()
    for key, value in changes.items():
        held[key] = value
    return held.urlencode()


@require_http_methods(["GET", "HEAD", "POST"])
@allow(administers)
def edit_item(request: HttpRequest, item_id: int) -> HttpResponse:
    """Write a new version of an item."""
    item = item_or_404(request, item_id, to_write=True)
    one = _kept_or_404(item)
    found: list[Similar] = []
    back = reverse("exam_item", args=[item.pk])
    act = partial(reword_item, item_id=item.pk, by=actor_of(request), at=clock.now())
    return act_page(
        request,
        form_class=ItemForm,
        form_arguments={
            "bank": item.bank,
            "type_": item.type,
            "kept": one,
            "upload": reverse("exam_picture_add", args=[item.bank_id]),
        },
        act=remembering(act, found),
        success_url=back,
        done=lambda made: _("Version %(number)d is written; new papers take it.") % {"number": made.number},
        template="exams/bank/editor.html",
        context=_context(
            item.bank, item.type, found, heading=_("New version of %(code)s") % {"code": item.code},
            submit=_("Write this version"), back_url=back, back_text=item.code,
        ),
    )  # fmt: skip


def _kept_or_404(item: Item) -> Kept:
    rows = kept(Item.objects.filter(pk=item.pk))
    if not rows:
        raise Http404
    return rows[0]


@require_POST
@allow(administers)
def preview(request: HttpRequest, bank_id: int, type_: str) -> HttpResponse:
    """Give the item that is being typed as a candidate would see it."""
    bank = bank_or_404(request, bank_id, to_write=True)
    if type_ not in ItemType.values:
        raise Http404
    form = ItemForm(request.POST, bank=bank, type_=type_)
    form.is_valid()
    draft = form.draft()
    context = {"look": Look.of_draft(draft), "right": "".join(draft.key), "words": draft.words}
    return render(request, "exams/bank/_preview.html", context)


@require_POST
@allow(administers)
def add_picture(request: HttpRequest, bank_id: int) -> HttpResponse:
    """Keep a picture and give its row for the form."""
    bank = bank_or_404(request, bank_id, to_write=True)
    file = request.FILES.get("picture")
    data = file.read() if file else b""
    image = store_image(bank_id=bank.pk, by=actor_of(request), at=clock.now(), data=data)
    places = request.GET.get("places", "")
    row = {"sha256": image.sha256, "alt": "", "place": "stem", "number": "new"}
    context = {"row": row, "name": "pictures", "places": tuple(letter for letter in places if letter in "ABCDEFGH")}
    return render(request, "exams/bank/_picture.html", context)
