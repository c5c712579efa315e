"""One item: as candidates see it, its history, what may be done with it."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enforcement import clock
from enforcement.access import allow
from enforcement.organisation.access import actor_of, person_of
from enforcement.web.acts import act_page
from exams.access import administers
from exams.bank.access import editable_ids, item_or_404
from exams.bank.add_enemy import add_enemy, enemies_of, remove_enemy
from exams.bank.forms import EnemyForm
from exams.bank.history import changes_of, history
from exams.bank.listing import known, share, state_badges
from exams.bank.uses import sessions_shown
from exams.models import Item, ItemEnemy
from exams.queries import sessions_for


@require_safe
@allow(administers)
def item(request: HttpRequest, item_id: int) -> HttpResponse:
    """Show an item with all its versions, keys, proposals, uses and figures."""
    found = item_or_404(request, item_id)
    at, person, may_write = clock.now(), person_of(request), found.bank_id in editable_ids(request)
    shown = known(Item.objects.filter(pk=found.pk), sessions_shown(person.pk, at)).first()
    mine = set(sessions_for(person.pk).values_list("pk", flat=True))
    versions = history(found)
    context = {
        "item": found,
        "item_key": str(found.pk),
        "badges": state_badges(shown, clock.today()) if shown else "",
        "may_write": may_write,
        "mine": mine,
        "told": versions[0] if versions else None,
        "earlier": versions[1:],
        "changes": changes_of(found) if may_write else [],
        "enemies": [(pair, pair.second if pair.first_id == found.pk else pair.first) for pair in enemies_of(found.pk)],
        "sessions": sorted(
            (
                (told.version, use)
                for told in versions
                for use in told.used
                if use.session.pk in mine or use.session.closes_at < at
            ),
            key=lambda row: row[1].session.opens_at,
            reverse=True,
        ),
        "stats": [
            (told.version, stat, share(stat.figures.get("p")), share(stat.figures.get("r")))
            for told in versions
            for stat in told.stats
        ],
    }
    return render(request, "exams/bank/item.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(administers)
def new_enemy(request: HttpRequest, item_id: int) -> HttpResponse:
    """Keep another item off the papers that have this one."""
    found = item_or_404(request, item_id, to_write=True)
    back = reverse("exam_item", args=[found.pk])
    return act_page(
        request,
        form_class=EnemyForm,
        act=partial(add_enemy, item_id=found.pk, by=actor_of(request), at=clock.now()),
        success_url=back,
        done=_("These two items never stand on one paper."),
        context={
            "heading": _("Keep apart from %(code)s") % {"code": found.code},
            "lead": _("One of the two gives the other away, or asks the same."),
            "submit": _("Keep them apart"),
            "back_url": back,
            "back_text": found.code,
        },
    )


@require_POST
@allow(administers)
def drop_enemy(request: HttpRequest, enemy_id: int) -> HttpResponse:
    """Let two items stand on one paper again."""
    pair = get_object_or_404(ItemEnemy, pk=enemy_id)
    found = item_or_404(request, pair.first_id)
    remove_enemy(enemy_id=pair.pk, by=actor_of(request), at=clock.now())
    messages.success(request, _("These two items may stand on one paper again."))
    asked = request.POST.get("item", "")
    return redirect("exam_item", pair.second_id if asked == str(pair.second_id) else found.pk)
