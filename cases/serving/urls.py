"""Addresses: service of papers and publication of decisions."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
