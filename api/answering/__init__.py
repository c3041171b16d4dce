"""From a question and its passages to an answer that stands in the archive, or an honest no."""
