"""Addresses: bundles of charts."""

from __future__ import annotations

from django.urls import path

from enforcement.flowcharts.bundles import views

urlpatterns = [
    path("bundles/pack/", views.chart_pack, name="chart_pack"),
    path("bundles/unpack/", views.chart_unpack, name="chart_unpack"),
    path("bundles/take-in/", views.chart_take_in, name="chart_take_in"),
]
