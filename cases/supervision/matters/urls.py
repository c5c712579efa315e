"""Addresses: supervision matters, the letters to organs, what must be corrected, the score of organs."""

from __future__ import annotations

from django.urls import URLPattern, path

from cases.supervision.matters.views import (
    circulars,
    corrections,
    letters,
    opening,
    pages,
    review,
    score,
    treatments,
)

urlpatterns: list[URLPattern] = [
    path("supervision/matters/", pages.matters, name="matters"),
    path("supervision/matters/new/", opening.new, name="matter_open"),
    path("supervision/matters/<int:pk>/", pages.matter, name="matter"),
    path("supervision/matters/<int:pk>/do/<slug:name>/", pages.do, name="matter_do"),
    path("supervision/matters/papers/<int:paper_id>/", pages.paper, name="matter_paper"),
    path("supervision/letters/", letters.letters, name="matter_letters"),
    path("supervision/letters/review-opinion/", review.new, name="matter_review_opinion"),
    path("supervision/letters/<int:pk>/", letters.letter, name="matter_letter"),
    path("supervision/letters/<int:pk>/<slug:name>/", letters.do, name="matter_letter_do"),
    path("supervision/treatments/<int:pk>/", treatments.treatment, name="matter_treatment"),
    path("supervision/circulars/<int:pk>/withdraw/", circulars.withdraw, name="matter_circular_withdraw"),
    path("supervision/corrections/", corrections.corrections, name="matter_corrections"),
    path("supervision/corrections/<int:pk>/", corrections.account, name="matter_account"),
    path("supervision/score/", score.score, name="matter_score"),
]
