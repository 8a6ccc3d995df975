"""Dashboards: read-only pages over everything; nobody imports this area.

Nouns: frame, workbench.
Depends on: every area.
"""
