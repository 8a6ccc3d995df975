"""Founding: the life of an industrial union from draft to established.

Nouns: case, constituent's consent, preparatory group, stage.
Clauses: 意见 2.1–2.3; ORG-01…21, NOM, CON, APP-01.
Depends on: organisation, documents, approvals, meetings, congress, terms.
"""
