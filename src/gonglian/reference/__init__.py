"""Reference: places, trades, code lists and working days; facts of the country, without a union word.

Nouns: region, industry, code list, working day, ID area, credit code.
Clauses: GB/T 2260, GB/T 4754-2017, GB 32100-2015, GB 11643; LAW-0.22, LAW-13.30…35.
Depends on: core.
"""
