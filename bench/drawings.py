"""The drawing on generated charts: how long, how large, and whether anything lies where it must not.

A checker of its own reads the SVG back (`bench/_geometry.py`). SCALE charts (500), in both languages by turns; a third
have arrows in every direction, as first drafts have. The floor is the size of the words alone.
"""

# ruff: noqa: PLC0415 - settings read the environment, which main() sets first

from __future__ import annotations

import os
import statistics
import sys
import time

CHARTS = int(os.environ.get("SCALE", "500"))
MOST_MS, MOST_BYTES = 20.0, 40 * 1024


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enforcement.settings")
    import django

    django.setup()
    from bench._charts import charts
    from bench._geometry import outside, overlapping, read, through
    from enforcement.flowcharts.drawing import svg

    times, sizes, words, faults = [], [], [], []
    for n, chart in enumerate(charts(CHARTS)):
        began = time.perf_counter()
        picture = svg(chart, language="zh" if n % 2 else "en")
        times.append((time.perf_counter() - began) * 1000)
        sizes.append(len(picture.encode()))
        words.append(sum(len(node.name.encode()) for node in chart.nodes))
        seen = read(picture)
        assert len(seen.boxes) >= len([c for c in chart.nodes if c.kind == "task"]), "the checker missed a box"
        assert len(seen.edges) >= len(seen.boxes) - 1, "the checker missed edges"
        crossed, over, out = through(seen), overlapping(seen), outside(seen)
        faults.append((len(crossed), len(over), out))
        if crossed or over or out:
            print(f"chart {n}: edges through {crossed[:3]}, overlapping {over[:3]}, outside {out}", file=sys.stderr)
    median, largest = statistics.median(times), max(sizes)
    boxes, labels, out = (sum(column) for column in zip(*faults, strict=True))
    print(f"charts {len(times)}: median {median:.1f} ms, most {max(times):.1f} ms")
    print(f"bytes: median {statistics.median(sizes) / 1024:.1f} KB, most {largest / 1024:.1f} KB")
    print(f"floor: the names alone are {statistics.median(words) / 1024:.1f} KB")
    print(f"edges through boxes {boxes}, overlapping labels {labels}, outside the picture {out}")
    holds = median <= MOST_MS and largest <= MOST_BYTES and not boxes and not labels and not out
    print(
        f"drawings: {median:.1f} ms, {largest / 1024:.1f} KB, {boxes} through boxes, {labels} overlapping"
        f" (bar ≤ {MOST_MS:g} ms, ≤ {MOST_BYTES // 1024} KB, 0, 0): {'holds' if holds else 'MISSED'}"
    )
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
