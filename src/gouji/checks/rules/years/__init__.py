"""Rules across years and summaries."""
