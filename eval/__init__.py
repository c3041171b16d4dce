"""Looks on from outside: datasets, metrics, and runs over them."""
