"""Findings as one HTML file: for a browser, a phone, paper; no network access, no scripts."""
