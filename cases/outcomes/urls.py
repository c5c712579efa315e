"""Addresses: ends of a case other than a penalty: transfers, police, remedies."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
