"""Addresses: practice on items that are open for it."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
