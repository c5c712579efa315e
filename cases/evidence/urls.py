"""Addresses: evidence, its custody, inquiries and measures."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
