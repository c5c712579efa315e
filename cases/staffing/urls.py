"""Addresses: who handles a case: the lead, hand-over, recusal."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
