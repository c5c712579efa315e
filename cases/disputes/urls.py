"""Addresses: disputes of agencies over who enforces."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
