"""The working-day calendar: which days count, and from where on that is only an estimate."""
