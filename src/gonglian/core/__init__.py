"""Core: what every area uses and none of which knows a union.

Nouns: period, act (a logged change), refusal, page, table.
Depends on: nothing in this project.
"""
