"""Addresses: collective discussion."""

from __future__ import annotations

from django.urls import path

from cases.collective.views import meetings

urlpatterns = [
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/new/", meetings.new_meeting, name="meeting_new"),
    path("meetings/<int:pk>/", meetings.meeting, name="meeting"),
]
