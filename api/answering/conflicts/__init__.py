"""Which values the sources give to a question, and whether they disagree."""
