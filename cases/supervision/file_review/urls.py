"""Addresses: the review of case files: draws, scores, objections, results."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
