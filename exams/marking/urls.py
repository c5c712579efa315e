"""Addresses: after the sitting: marks by people, appeals, corrections of whole exams."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
