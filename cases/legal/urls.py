"""Addresses: legal review of major decisions."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
