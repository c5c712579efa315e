"""Addresses: supervision matters: what supervisors take up, on the chart of supervision."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
