"""Items: the list, and what is done with several of them at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from enforcement import clock
from enforcement.access import allow
from enforcement.organisation.access import actor_of, person_of
from enforcement.web.acts import act_page
from enforcement.web.asked import number, numbers
from exams.access import administers
from exams.bank.access import editable_ids
from exams.bank.forms import ItemsForm, PracticeForm, ReasonedForm
from exams.bank.listing import found, known, lister
from exams.bank.open_practice import close_practice, open_practice
from exams.bank.restore_items import restore_items
from exams.bank.retire_items import retire_items
from exams.bank.sharing import banks_readable, items_readable
from exams.bank.uses import sessions_shown
from exams.models import Bank, Item

NAMED = 30
"""How many items are named before an act on several of them."""


@require_safe
@allow(administers)
def items(request: HttpRequest) -> HttpResponse:
    """List the items of the banks that I may read."""
    person, editable = person_of(request), editable_ids(request)
    rows = known(items_readable(person.pk), sessions_shown(person.pk, clock.now()))
    one = lister(rows=rows, banks=banks_readable(person.pk), editable=editable, on=clock.today())
    listing = one.page(request, rows)
    context = {
        "listing": listing,
        "bank": _bank_asked(request, editable),
        "may_tick": any(item.bank_id in editable for item in listing.objects),
        "works": WORKS,
        "query": request.GET.urlencode(),
    }
    return render(request, "exams/bank/items.html", context)


def _bank_asked(request: HttpRequest, editable: frozenset[int]) -> Bank | None:
    """Return the bank into which a new item would go: the one the list is narrowed to, or the only one there is."""
    asked = number(request.GET.get("bank"))
    wanted = editable if asked is None else {asked}
    rows = list(Bank.objects.filter(pk__in=wanted & editable)[:2])
    return rows[0] if len(rows) == 1 else None


@dataclass(frozen=True)
class Work:
    """What may be done with several items at once: its words, its form, its act, which of the items it is for."""

    code: str
    label: Any
    lead: Any
    icon: str
    tone: str
    form: type[forms.Form]
    act: Callable[..., list[Item]]
    fits: Callable[[Item], bool]


WORKS: tuple[Work, ...] = (
    Work(
        "retire",
        gettext_lazy("Retire"),
        gettext_lazy("New papers do without these items; papers already made keep them."),
        "archive",
        "danger",
        ReasonedForm,
        retire_items,
        lambda item: item.retired_on is None,
    ),
    Work(
        "restore",
        gettext_lazy("Bring back into use"),
        gettext_lazy("New papers may take these items again."),
        "arrow-back-up",
        "primary",
        ReasonedForm,
        restore_items,
        lambda item: item.retired_on is not None,
    ),
    Work(
        "practice",
        gettext_lazy("Open for practice"),
        gettext_lazy("Every officer may practise these items and sees their keys and explanations."),
        "school",
        "primary",
        PracticeForm,
        open_practice,
        lambda item: item.retired_on is None,
    ),
    Work(
        "unpractice",
        gettext_lazy("Close to practice"),
        gettext_lazy("These items are practised no more."),
        "school-off",
        "primary",
        ItemsForm,
        close_practice,
        lambda item: item.practice_from is not None,
    ),
)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(administers)
def several(request: HttpRequest) -> HttpResponse:
    """Ask for what an act on several items needs, and do it."""
    work = next((one for one in WORKS if one.code == request.GET.get("do")), None)
    if work is None:
        return redirect("exam_items")
    chosen = [item for item in _chosen(request) if work.fits(item)]
    return act_page(
        request,
        form_class=work.form,
        act=partial(work.act, by=actor_of(request), at=clock.now()),
        initial={"item_ids": ",".join(str(item.pk) for item in chosen), "from_on": clock.today()},
        template="exams/bank/several.html",
        success_url=partial(_after, request),
        done=_said,
        context={
            "heading": work.label,
            "lead": work.lead,
            "submit": work.label,
            "tone": work.tone,
            "chosen": chosen[:NAMED],
            "count": len(chosen),
            "more": max(0, len(chosen) - NAMED),
            "back_url": _after(request, []),
        },
    )


def _chosen(request: HttpRequest) -> list[Item]:
    """Return the ticked items of my banks, or all that the list's filters leave."""
    person = person_of(request)
    mine = items_readable(person.pk).filter(bank__in=editable_ids(request))
    rows = known(mine, sessions_shown(person.pk, clock.now()))
    if request.GET.get("all"):
        one = lister(rows=rows, banks=Bank.objects.filter(pk__in=editable_ids(request)), editable=(), on=clock.today())
        return list(found(request, one, rows).order_by("code"))
    ticked = numbers(request.GET.getlist("item"))
    return list(mine.filter(pk__in=ticked).select_related("current").order_by("code"))


def _after(request: HttpRequest, _done: list[Item]) -> str:
    """Return where to go afterwards: the item where it was one, else the list as it was narrowed."""
    kept = request.GET.copy()
    single = kept.getlist("item")
    if kept.pop("from", [""])[0] == "item" and len(numbers(single)) == len(single) == 1:
        return reverse("exam_item", args=[int(single[0])])
    for key in ("do", "item", "all"):
        kept.pop(key, None)
    return f"{reverse('exam_items')}?{kept.urlencode()}".rstrip("?")


def _said(done: list[Item]) -> str:
    words = ngettext("Done for %(count)d item.", "Done for %(count)d items.", len(done))
    return words % {"count": len(done)}
