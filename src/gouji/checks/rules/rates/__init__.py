"""Rules about rates and converted units."""
