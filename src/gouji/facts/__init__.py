"""What is claimed: numbers, figures, the fact table and its files."""
