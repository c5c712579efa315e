"""Addresses: discretion, benchmarks and how they are weighed."""

from __future__ import annotations

from django.urls import URLPattern, path

from cases.discretion.views import issues, live, public

urlpatterns: list[URLPattern] = [
    path("benchmarks/", public.benchmarks, name="benchmarks"),
    path("benchmarks/<int:pk>/", public.benchmark, name="benchmark"),
    path("benchmarks/issues/", issues.issues, name="benchmark_sets"),
    path("benchmarks/issues/new/", issues.take_in, name="benchmark_take_in"),
    path("benchmarks/issues/template/", issues.workbook, name="benchmark_template"),
    path("benchmarks/issues/<int:pk>/", issues.issue, name="benchmark_set"),
    path("benchmarks/issues/<int:pk>/publish/", issues.publish, name="benchmark_publish"),
    path("<int:pk>/discretion/", live.live, name="discretion_live"),
]
