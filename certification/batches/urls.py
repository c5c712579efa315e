"""Addresses of batches."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path, re_path

from certification.batches import changes, views

FILE = r"^credential-batches/(?P<pk>\d+)/files/(?P<name>[a-z0-9-]+\.[a-z]+)$"
urlpatterns: list[URLPattern | URLResolver] = [
    path("credential-batches/", views.batches, name="batch_list"),
    re_path(r"^credential-batches/new/(?P<kind>issue|reprint)/$", views.new_batch, name="batch_new"),
    path("credential-batches/<int:pk>/", views.batch, name="batch_detail"),
    path("credential-batches/<int:pk>/progress/", views.progress, name="batch_progress"),
    path("credential-batches/<int:pk>/redraw/", changes.redraw, name="batch_redraw"),
    re_path(r"^credential-batches/(?P<pk>\d+)/(?P<code>stop|resume|retry)/$", changes.change, name="batch_change"),
    re_path(FILE, changes.batch_file, name="batch_file"),
]
