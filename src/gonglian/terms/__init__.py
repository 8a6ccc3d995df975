"""Terms: bodies, their seats, the terms they run for and who holds them on any day.

Nouns: body, term, seat, holder.
Clauses: 意见 2.3.a, 2.3.d, 2.4; TRM-01, TRM-02, TRM-09, ORG-18.
Depends on: organisation, congress.
"""
