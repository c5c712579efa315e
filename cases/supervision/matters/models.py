"""Supervision matters: what supervisors take up, on the chart of supervision."""
