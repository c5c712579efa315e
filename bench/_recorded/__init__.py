"""The sample cases as JSON of an outside system, and what must be found in them."""
