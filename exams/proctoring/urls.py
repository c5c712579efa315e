"""Addresses: proctoring: the console, interventions, integrity, the browser asked for."""

from __future__ import annotations

from django.urls import URLPattern, path

from exams.proctoring.views import browser

urlpatterns: list[URLPattern] = [
    path("mine/<int:sitting_id>/browser/", browser.prove_browser, name="exam_browser"),
]
