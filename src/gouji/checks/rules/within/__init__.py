"""Rules within one summary."""
