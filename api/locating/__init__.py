"""Where a quote comes from, and whether citations still hold."""
