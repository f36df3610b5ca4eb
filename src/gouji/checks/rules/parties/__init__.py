"""Rules about who acts with whom."""
