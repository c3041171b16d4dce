"""Documents to ranked passages."""
