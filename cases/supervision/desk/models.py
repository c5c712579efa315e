"""The supervisor's desk: rollups, comparison of agencies, saved filters."""
