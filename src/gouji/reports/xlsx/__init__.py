"""Findings as a workbook for Excel, WPS and LibreOffice."""
