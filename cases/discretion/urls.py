"""Addresses: benchmarks of discretion and what they make of a case."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
