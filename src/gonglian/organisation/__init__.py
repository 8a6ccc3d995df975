"""Organisation: unions and what joins them, as of any day.

Nouns: union, employer, person, host body, line, coverage, position, membership, mandate, duty.
Clauses: 意见 2.1, 2.2; ORG-01…16.
Depends on: core, accounts, reference, policy.
"""
