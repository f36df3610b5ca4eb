"""Rules that hold facts against their source texts."""
