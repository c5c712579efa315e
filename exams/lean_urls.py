"""Addresses of the short stack that Django's own handler answers; the rest is ``exams.lean_views.ENDPOINTS``."""

from __future__ import annotations

from django.urls import path

from exams import lean_pictures

urlpatterns = [
    path("x/images/<str:sha256>", lean_pictures.picture, name="lean_image"),
    path("x/time", lean_pictures.time, name="lean_time"),
]
