"""Addresses: proctoring: the console, interventions, integrity, the browser asked for."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
