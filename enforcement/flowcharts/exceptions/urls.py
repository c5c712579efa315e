"""Addresses: the two exceptions from a running case staying on its version."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
