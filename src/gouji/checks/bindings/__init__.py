"""Analyses that rules of several families read: what of a fact table is held against what."""
