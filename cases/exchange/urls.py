"""Addresses: bundles for other platforms, and the reading interface."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
