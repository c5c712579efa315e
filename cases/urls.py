"""Addresses of cases."""

from __future__ import annotations

from django.urls import include, path

from cases import proofs
from cases.apps import AREAS
from cases.views import case, listing, papers, public, step

urlpatterns = [
    path("", listing.case_list, name="case_list"),
    path("new/", listing.register, name="case_register"),
    path("decisions/", public.decision_list, name="decision_list"),
    path("decisions/<int:pk>/", public.decision, name="decision"),
    path("<int:pk>/", case.case, name="case"),
    path("<int:pk>/timeline/", case.timeline, name="case_timeline"),
    path("<int:pk>/steps/<uuid:record_id>/", step.step, name="case_step"),
    path("<int:pk>/do/<slug:act>/", step.beside, name="case_act"),
    path("<int:pk>/papers/<int:paper_id>/", papers.paper, name="case_paper"),
    path("<int:pk>/papers/<int:paper_id>/copy.pdf", proofs.paper_copy, name="case_paper_copy"),
    *(path("", include(f"cases.{area}.urls")) for area in AREAS),
]
