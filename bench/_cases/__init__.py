"""The sample cases of the county, each played through the real acts: what must be said to it, and what was said."""
