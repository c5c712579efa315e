"""Addresses: evidence, its custody, inquiries and measures."""

from __future__ import annotations

from django.urls import path

from cases.evidence.inspections import views as inspections
from cases.evidence.views import listed, photos

urlpatterns = [
    path("inspections/", inspections.inspections, name="inspection_list"),
    path("inspections/new/", inspections.enter, name="inspection_new"),
    path("<int:pk>/evidence/", listed.evidence, name="case_evidence"),
    path("<int:pk>/evidence/<int:number>/file/", listed.original, name="case_evidence_file"),
    path("<int:pk>/evidence/<int:number>/<slug:size>/", listed.picture, name="case_evidence_picture"),
    path("<int:pk>/photos/", photos.photos, name="case_photos"),
    path("<int:pk>/photos/send/", photos.send, name="case_photo_send"),
]
