"""Addresses: files of items in and out."""

from __future__ import annotations

from django.urls import path

from exams.exports import views as exports
from exams.imports import views

urlpatterns = [
    path("items/import/", views.importing, name="exam_import"),
    path("items/import/<int:job_id>/", views.report, name="exam_import_report"),
    path("items/import/<int:job_id>/now/", views.import_now, name="exam_import_now"),
    path("items/import/items.<str:kind>", views.import_template, name="exam_import_template"),
    path("items/export/", exports.exporting, name="exam_export"),
    path("items/export/<str:kind>/", exports.export_file, name="exam_export_file"),
]
