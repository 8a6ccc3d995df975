"""What the charter, the law and the city's policy permit: clauses as pure functions of plain facts.

Nouns: Clause, Finding (OK, FAIL, UNKNOWN, NA), Parameter (dated threshold), facts schema.
Clauses: ORG-01…21, NOM-01…08, ELI-01…10, CON-01…18, TRM-01…10, APP-01.
Depends on core.hanzi (stroke order, loaded when NOM-06 is judged); never on the ORM, the clock or a request.
"""
