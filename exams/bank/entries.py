"""What this area enters elsewhere: the menu and things to do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Count, Min
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from enforcement import clock
from enforcement.norms import telling, touching
from enforcement.organisation.access import duties_of, person_of
from enforcement.web import navigation, worklist
from enforcement.web.navigation import MenuEntry
from enforcement.web.worklist import ToDo
from exams.access import administers
from exams.bank import citing, from_register
from exams.bank.sharing import banks_editable
from exams.models import Item, KeyChange

SOON = timedelta(days=60)
"""An amendment this far ahead is put on the desk of those who keep items on it."""


def enter_all() -> None:
    """Enter everything."""
    touching.enter("exams.items", citing.resting)
    telling.hear("exams.items", from_register.mark)
    navigation.enter(MenuEntry("exam_items", gettext_lazy("Item bank"), "list-check", administers, "manage", 51))
    worklist.enter("exams.bank.laws", items_to_check)
    worklist.enter("exams.bank.keys", keys_to_decide)


def items_to_check(request: HttpRequest) -> Iterator[ToDo]:
    """Yield each of my banks with items whose article was, or soon will be, amended."""
    if "exam" not in duties_of(request):
        return
    today = clock.today()
    rows = (
        Item.objects.filter(
            bank__in=banks_editable(person_of(request).pk),
            retired_on=None,
            current__law_ref__outdated_from__lte=today + SOON,
        )
        .order_by("bank__name")
        .values_list("bank_id", "bank__name")
        .annotate(count=Count("pk"), first=Min("current__law_ref__outdated_from"))
    )
    for bank_id, name, count, first in rows:
        over = first <= today
        title = ngettext(
            "Check %(count)d item that rests on an amended article",
            "Check %(count)d items that rest on amended articles",
            count,
        )
        yield ToDo(
            title=title % {"count": count},
            url=f"{reverse('exam_items')}?bank={bank_id}&state={'outdated' if over else 'soon'}", subject=name,
            due_on=first, light="red" if over else "yellow", kind=_("Exam"),
        )  # fmt: skip


def keys_to_decide(request: HttpRequest) -> Iterator[ToDo]:
    """Yield the proposed keys on which my word is wanted."""
    if "exam" not in duties_of(request):
        return
    person = person_of(request)
    rows = (
        KeyChange.objects.filter(state=KeyChange.State.PROPOSED, item_version__item__bank__in=banks_editable(person.pk))
        .exclude(proposed_by=person)
        .exclude(voices__person=person)
        .select_related("item_version__item__bank")
    )
    for change in rows:
        item = change.item_version.item
        yield ToDo(
            title=_("Decide on the change of the key of %(code)s") % {"code": item.code},
            url=reverse("exam_key_change", args=[change.pk]), subject=item.bank.name,
            due_on=clock.day_of(change.proposed_at), light="yellow", kind=_("Exam"),
        )  # fmt: skip
