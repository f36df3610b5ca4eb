"""Rules about dates, editions and streaks."""
