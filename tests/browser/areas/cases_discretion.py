"""Pages of cases.discretion: who looks at each, and at what (see tests/browser/pages.py)."""

from cases.demo.life import Office
from cases.discretion.demo import FROM, issue
from cases.discretion.models import Benchmark, BenchmarkSet
from enforcement import clock


def issued(town) -> list[int]:
    """Return a published issue of the town and one that is not, laid at the first look."""
    rows = BenchmarkSet.objects.filter(agency=town.staff.agencies["urban"])
    if not rows.exists():
        office = Office(town.staff, clock.now())
        issue(office, "urban", FROM)
        issue(office, "urban", FROM.replace(year=FROM.year + 1), publish=False)
    return [row.pk for row in rows]


def benchmark(town) -> list[int]:
    """Return a benchmark of the published issue."""
    return [Benchmark.objects.filter(issue_id__in=issued(town), issue__published_at__isnull=False).first().pk]


PAGES_OF: dict = {
    "benchmarks": ("", None),
    "benchmark": ("", benchmark),
    "benchmark_sets": ("urban.reviewer", None),
    "benchmark_take_in": ("urban.reviewer", None),
    "benchmark_set": ("urban.reviewer", issued),
}
# A file, an act, and the fragment of the range while one types.
NO_PAGES: list[str] = ["benchmark_template", "benchmark_publish", "discretion_live"]
