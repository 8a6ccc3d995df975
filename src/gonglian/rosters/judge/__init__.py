"""Judging rows: one small function for each reason, asked in order; the first that finds a fault decides."""
