"""Addresses: bundles of charts."""

from __future__ import annotations

from django.urls import path

from enforcement.flowcharts.bundles import views

urlpatterns = [
    path("drafts/bundles/pack/", views.chart_pack, name="chart_pack"),
    path("drafts/bundles/unpack/", views.chart_unpack, name="chart_unpack"),
    path("drafts/bundles/take-in/", views.chart_take_in, name="chart_take_in"),
]
