"""Addresses: the register of laws and normative documents that acts rest on."""

from __future__ import annotations

from django.urls import URLPattern, path

from enforcement.norms.views import importing, keeping, public

urlpatterns: list[URLPattern] = [
    path("norms/", public.norm_list, name="norm_list"),
    path("norms/<int:pk>/", public.norm, name="norm"),
    path("norms/new/", keeping.new, name="norm_new"),
    path("norms/import/", importing.take_in, name="norm_import"),
    path("norms/import/template.xlsx", importing.template, name="norm_import_template"),
    path("norms/touched/", keeping.touched, name="norm_touched"),
    path("norms/<int:pk>/version/", keeping.version, name="norm_version"),
    path("norms/<int:pk>/end/", keeping.end, name="norm_end"),
    path("norms/entries/<slug:kind>/<int:pk>/confirm/", keeping.confirm, name="norm_confirm"),
    path("norms/entries/<slug:kind>/<int:pk>/reject/", keeping.reject, name="norm_reject"),
]
