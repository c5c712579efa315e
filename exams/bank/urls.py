"""Addresses: the bank at work: items written and corrected, keys changed by two persons, pictures, laws amended."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
