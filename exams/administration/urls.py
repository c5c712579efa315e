"""Addresses: administration: who may sit, where and how; rosters, tickets, accommodations, training."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
