"""Congress: who elects whom. Electing units, delegates, nominations, the convocation they serve.

Nouns: convocation, electing unit, delegate, nominee, declaration.
Clauses: 意见 2.3.a–c; NOM-01…08, CON-01…03, ELI-01…10.
Depends on: organisation, documents, approvals, meetings.
"""
