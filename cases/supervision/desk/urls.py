"""Addresses: the supervisor's desk: rollups, comparison of agencies, saved filters."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
