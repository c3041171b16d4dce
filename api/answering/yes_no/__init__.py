"""Yes or no: which sentence settles the question."""
