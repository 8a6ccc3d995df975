"""Meetings: what happened in the hall. Who was entitled, who came, what was voted, how it was counted, who is elected.

Nouns: meeting, roll, presence, agenda item, scrutineer, teller, ballot, teller's sheet, count, verdict.
Clauses: 意见 2.3.b, 2.3.c; CON-05…14, CON-18, NOM-05.
Depends on: organisation, documents, policy.
"""
