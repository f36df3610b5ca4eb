"""The fact table: its columns, what a fact is, and all facts of a workspace with their dimension tables."""
