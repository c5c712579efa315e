"""Addresses of complaints: the public's and the supervisors'."""

from __future__ import annotations

from django.urls import URLPattern, path

from cases.supervision.complaints.views import desk, public

urlpatterns: list[URLPattern] = [
    path("complain/", public.complain_page, name="complain"),
    path("complain/sent/", public.sent, name="complain_sent"),
    path("complain/track/", public.track, name="complain_track"),
    path("supervision/complaints/", desk.complaints, name="supervision_complaints"),
    path("supervision/complaints/<int:pk>/", desk.complaint, name="supervision_complaint"),
    path("supervision/complaints/<int:pk>/take-up/", desk.take_it_up, name="supervision_complaint_take_up"),
    path("supervision/complaints/<int:pk>/contact/", desk.contact, name="supervision_complaint_contact"),
]
