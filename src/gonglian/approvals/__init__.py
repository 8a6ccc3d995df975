"""Approvals: request and reply between unions, opinions of others, public notice, and the days by which each is due.

Nouns: request, reply, decision, consultation, public notice, objection, due line.
Clauses: APP-01; CON-16 and NOM-03 give the deadlines.
Depends on: core, accounts, reference, policy, organisation, documents.
"""
