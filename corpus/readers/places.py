"""Where the address of a page stood that a feed or sitemap lists: there, it leads on."""

ENTRY = "entry link"
SITEMAP, INDEX = "sitemap", "sitemap index"
