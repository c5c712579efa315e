"""Addresses: disputes between agencies."""

from __future__ import annotations

from django.urls import URLPattern, path

from cases.disputes.views import pages

urlpatterns: list[URLPattern] = [
    path("disputes/", pages.disputes, name="disputes"),
    path("disputes/new/", pages.new, name="dispute_new"),
    path("disputes/<int:pk>/", pages.dispute, name="dispute"),
    path("disputes/<int:pk>/opinion/", pages.opinion, name="dispute_opinion"),
    path("disputes/<int:pk>/papers/<int:paper_id>/", pages.paper, name="dispute_paper"),
]
