"""Orders that move one case to another version of its procedure."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from enforcement import clock
from enforcement.access import allow
from enforcement.errors import NotFound
from enforcement.flowcharts import store
from enforcement.flowcharts.exceptions.access import may_ask, may_move, order_of, orders_of, run_of
from enforcement.flowcharts.exceptions.approve_move import DUTY, approve_move, refuse_move
from enforcement.flowcharts.exceptions.mapping import open_records
from enforcement.flowcharts.exceptions.move_forms import MoveForm, RoleAgainstForm, RoleForm, targets_of
from enforcement.flowcharts.exceptions.order_move import code_of, order_move
from enforcement.flowcharts.models import Node, VersionOrder
from enforcement.organisation.access import actor_of, person_of
from enforcement.organisation.duties.holding import held_codes
from enforcement.web.acts import act_page
from enforcement.web.lists import Column, Filter, Lister
from enforcement.web.templatetags.ui import badge, when

TONES = {"asked": "wait", "agreed": "wait", "done": "ok", "refused": "stop"}
DOING: dict[str, tuple[Any, Any, Any, str]] = {
    "approve": (RoleForm, approve_move, _("Approve the move"), "primary"),
    "refuse": (RoleAgainstForm, refuse_move, _("Refuse the move"), "danger"),
}


def address(order: VersionOrder) -> str:
    """Return where an order is shown."""
    return reverse("move_order", args=[order.pk])


ORDERS: Final = Lister(
    caption=_("Orders to move a case"),
    columns=(
        Column("case", _("Case"), lambda o: o.run.series, ("run_id",), address),
        Column("agency", _("Agency"), lambda o: o.run.agency.title, ("run__agency__path",)),
        Column("versions", _("Versions"), lambda o: f"{o.from_version.number} → {o.to_version.number}"),
        Column("status", _("State"), lambda o: badge(o.get_status_display(), TONES[o.status]), ("status",)),
        Column("asked", _("Asked for"), lambda o: when(o.asked_at), ("asked_at",)),
    ),
    filters=(Filter("state", _("State"), lambda rows, s: rows.filter(status=s), options=VersionOrder.Status.choices),),
    order="-asked",
)


@require_safe
@allow(may_move)
def move_orders(request: HttpRequest) -> HttpResponse:
    """List the orders about cases of the person's agencies."""
    rows = orders_of(person_of(request).pk)
    return render(request, "flowcharts/exceptions/orders.html", {"listing": ORDERS.page(request, rows)})


@require_http_methods(["GET", "HEAD", "POST"])
@allow(may_ask)
def move_new(request: HttpRequest, run_id: int) -> HttpResponse:
    """Ask for an order: where each open step goes on."""
    run = run_of(person_of(request).pk, run_id)
    targets = targets_of(run)
    if not targets or run.closed_at is not None:
        return render(request, "flowcharts/exceptions/no_target.html", {"run": run})
    target = targets[0]
    return act_page(
        request,
        form_class=MoveForm,
        form_arguments={"records": open_records(run.pk), "target": target},
        act=partial(order_move, run_id=run.pk, by=actor_of(request), at=clock.now()),
        success_url=address,
        done=_("The order is asked for. The head and a supervisor must approve it."),
        template="flowcharts/exceptions/act.html",
        context={
            "heading": _("Move this case to version %(number)s") % {"number": target.number},
            "lead": _("A case stays on its version. Only an order with two approvals moves it; its terms go on."),
            "submit": _("Ask for the order"), "back_url": reverse("move_orders"),
            "back_text": _("Orders to move a case"),
        },
    )  # fmt: skip


@require_safe
@allow(may_move)
def move_order(request: HttpRequest, order_id: int) -> HttpResponse:
    """Show an order: the places, the reason and who has spoken."""
    order = order_of(person_of(request).pk, order_id)
    return render(
        request,
        "flowcharts/exceptions/order.html",
        {
            "order": order, "tone": TONES[order.status], "places": _places(order),
            "words": list(order.approvals.select_related("person")), "open": _open_roles(request, order),
        },
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@allow(may_move)
def move_act(request: HttpRequest, order_id: int, doing: str) -> HttpResponse:
    """Approve or refuse, as head or as supervisor."""
    order = order_of(person_of(request).pk, order_id)
    roles = _open_roles(request, order)
    if doing not in DOING or not roles:
        raise NotFound
    form_class, act, heading, tone = DOING[doing]
    return act_page(
        request,
        form_class=form_class,
        form_arguments={"roles": roles},
        act=partial(act, order_id=order.pk, by=actor_of(request), at=clock.now()),
        success_url=address,
        template="flowcharts/exceptions/act.html",
        context={
            "heading": heading, "submit": heading, "tone": tone, "lead": order.reason, "back_url": address(order),
            "back_text": _("Order to move"),
        },
    )  # fmt: skip


def _places(order: VersionOrder) -> list[tuple[str, str]]:
    """Return each open step with where it goes on, in words."""
    left = {str(n.pk): n for n in Node.objects.filter(pk__in=[int(pk) for pk in order.node_map])}
    graph = store.graph_of(order.to_version_id)
    found = []
    for pk, key in order.node_map.items():
        node = graph.node.get(key)
        found.append((str(left[pk]), f"{code_of(node)} {node.name}".strip() if node else key))
    return found


def _open_roles(request: HttpRequest, order: VersionOrder) -> list[str]:
    """Return the parts that nobody has taken yet and the person may take."""
    me = person_of(request).pk
    words = list(order.approvals.all())
    if order.status != "asked" or me == order.asked_by_id or any(w.person_id == me for w in words):
        return []
    held = held_codes(person_id=me, agency=order.run.agency)
    taken = {word.role for word in words}
    return [role for role, duty in DUTY.items() if duty in held and role not in taken]
