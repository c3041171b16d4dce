"""Passages to answers, over Python, shell, HTTP and a page."""
