"""Addresses: the register of laws and normative documents that acts rest on."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
