"""The pages of checking on a phone, and those for other systems."""
