"""The names on the wire: requests in, answers out. Nowhere else are they written."""
