"""Addresses: notices of holidays and closures of agencies."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
