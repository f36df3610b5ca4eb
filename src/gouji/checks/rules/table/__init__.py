"""Rules about cells, ids and references."""
