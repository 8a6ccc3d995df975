"""Accounts: who signs in, and how.

Nouns: user, session, password rule.
Clauses: GB/T 22239-2019 8.1.4.1 (identity), LAW-13.21.
Depends on: core.
"""
