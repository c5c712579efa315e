"""Addresses of practice."""

from __future__ import annotations

from django.urls import path

from exams.practice.views import overview, question

urlpatterns = [
    path("practice/", overview.overview, name="exam_practice"),
    path("practice/next/", overview.next_one, name="exam_practice_next"),
    path("practice/<int:item_id>/", question.question, name="exam_practice_item"),
]
