"""Addresses of background work."""

from __future__ import annotations

from django.urls import path

from enforcement.jobs import views

urlpatterns = [
    path("<int:job_id>/", views.show, name="job"),
    path("<int:job_id>/progress/", views.progress, name="job_progress"),
    path("<int:job_id>/cancel/", views.stop, name="job_cancel"),
]
