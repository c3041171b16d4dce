"""Dates in text: found, and resolved against the day of publication. Nothing reads the clock."""
