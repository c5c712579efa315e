"""Addresses of the short stack."""

from __future__ import annotations

from django.urls import path

from exams import lean_views

urlpatterns = [
    path("x/sittings/<int:sitting_id>/save", lean_views.save, name="lean_save"),
    path("x/sittings/<int:sitting_id>/submit", lean_views.submit, name="lean_submit"),
    path("x/sittings/<int:sitting_id>/takeover", lean_views.takeover, name="lean_takeover"),
    path("x/sittings/<int:sitting_id>/state", lean_views.state, name="lean_state"),
    path("x/sittings/<int:sitting_id>/paper", lean_views.paper, name="lean_paper"),
    path("x/time", lean_views.time, name="lean_time"),
]
