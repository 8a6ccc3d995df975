"""Rosters: Excel and CSV files in, judged row by row, compared, applied as one act, undone as one act; workbooks out.

Nouns: sheet, layout, row, fault, warning, preview; import, staged row, effect, trace.
Clauses: none of its own; an import is a RECORD, what it brings to light stands as findings on the act.
Depends on: core, accounts, reference, organisation, documents (the list kept with a linking); the judging part is pure.
"""
