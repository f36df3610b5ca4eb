"""gouji (勾稽): a checker that finds what cannot be true together in yearly summaries."""

__version__ = "0.1.0"
