"""Addresses: papers: plans, parallel forms solved under constraints, and why a plan cannot be met."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
