"""Who says so: the statements of an article, each with its speaker."""
