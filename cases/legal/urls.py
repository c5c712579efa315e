"""Addresses: legal review of major decisions."""

from __future__ import annotations

from django.urls import path

from cases.legal.views import catalogue, reviewers

urlpatterns = [
    path("reviewers/", reviewers.reviewers, name="reviewers"),
    path("reviewers/since/", reviewers.since, name="reviewer_since"),
    path("major-decisions/", catalogue.catalogue, name="major_decisions"),
    path("major-decisions/new/", catalogue.new_major, name="major_decision_new"),
    path("major-decisions/<int:pk>/end/", catalogue.end_line, name="major_decision_end"),
]
