"""Rosters: Excel and CSV files in, judged row by row.

Nouns: sheet, layout, row, fault, warning, preview.
Clauses: none; a row is a RECORD and is refused only when it contradicts itself.
Depends on: standard library, calamine, stdnum, id_validator; no models in the judging part.
"""
