"""Documents in: read, repair, keep."""
