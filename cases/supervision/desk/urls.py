"""Addresses of the supervisor's desk."""

from __future__ import annotations

from django.urls import URLPattern, path

from cases.supervision.desk.views import cases, comparison

urlpatterns: list[URLPattern] = [
    path("supervision/cases/", cases.case_list, name="supervision_cases"),
    path("supervision/comparison/", comparison.comparison, name="supervision_comparison"),
    path("supervision/comparison/<int:agency_id>/", comparison.agency, name="supervision_agency"),
]
