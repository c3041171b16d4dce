"""Documents by URL: feeds, sitemaps and single pages that the user names."""
