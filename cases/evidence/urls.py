"""Addresses: evidence, its custody, inquiries and measures."""

from __future__ import annotations

from django.urls import path

from cases.evidence.views import listed

urlpatterns = [
    path("<int:pk>/evidence/", listed.evidence, name="case_evidence"),
    path("<int:pk>/evidence/<int:number>/file/", listed.original, name="case_evidence_file"),
    path("<int:pk>/evidence/<int:number>/<slug:size>/", listed.picture, name="case_evidence_picture"),
]
