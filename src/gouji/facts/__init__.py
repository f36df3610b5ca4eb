"""What is claimed: documents, figures, intervals, the fact table."""
