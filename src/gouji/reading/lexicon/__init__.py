"""Words as data: organisations, places, indicators that everybody knows."""
