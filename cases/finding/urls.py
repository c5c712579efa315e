"""Addresses: finding cases and papers quickly, and keeping what was typed."""

from __future__ import annotations

from django.urls import URLPattern, path

from cases.finding.views import hearings, keeping, papers, searching, typing

urlpatterns: list[URLPattern] = [
    path("find/", searching.find, name="case_find"),
    path("papers/", papers.papers, name="case_papers"),
    path("hearings/all/", hearings.hearings, name="case_hearings"),
    path("filters/<slug:listing>/", keeping.keep, name="filter_keep"),
    path("filters/<slug:listing>/<int:pk>/drop/", keeping.drop, name="filter_drop"),
    path("<int:pk>/typed/<str:act>/", typing.typed, name="case_typed"),
]
