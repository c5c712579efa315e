"""Addresses: templates of papers, and papers drafted in the browser."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
