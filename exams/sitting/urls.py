"""Addresses: a sitting in the browser: the page before the start, the paper, receipts."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
