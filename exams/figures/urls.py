"""Addresses: figures: statistics of items and forms, similar papers."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
