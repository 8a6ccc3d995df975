"""Reads behind single pages: list rows, the sections of a union's file, the two-line map. Always `on=day`."""
