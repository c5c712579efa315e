"""Addresses: the two exceptions from a running case staying on its version."""

from __future__ import annotations

from django.urls import URLPattern, path

from enforcement.flowcharts.exceptions.views import moves, overlays

urlpatterns: list[URLPattern] = [
    path("overlays/", overlays.overlay_list, name="overlay_list"),
    path("overlays/new/", overlays.overlay_new, name="overlay_new"),
    path("overlays/<int:overlay_id>/", overlays.overlay, name="overlay"),
    path("overlays/<int:overlay_id>/add/<slug:kind>/", overlays.overlay_add, name="overlay_add"),
    path("overlays/<int:overlay_id>/drop/<int:item_id>/", overlays.overlay_drop, name="overlay_drop"),
    path("overlays/<int:overlay_id>/withdraw/", overlays.overlay_withdraw, name="overlay_withdraw"),
    path("overlays/<int:overlay_id>/<slug:doing>/", overlays.overlay_act, name="overlay_act"),
    path("moves/", moves.move_orders, name="move_orders"),
    path("moves/new/<int:run_id>/", moves.move_new, name="move_new"),
    path("moves/<int:order_id>/", moves.move_order, name="move_order"),
    path("moves/<int:order_id>/<slug:doing>/", moves.move_act, name="move_act"),
]
