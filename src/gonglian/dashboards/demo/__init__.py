"""An invented city for `gonglian demo`: unions in every stage and state, laid out around the day of loading.

Nouns: city (what the topics share), territory, firms, officers, standing unions, foundings, papers, rosters: one file a
topic, each with one function that takes the city and fills it. What is history is written in bulk; cases that live are
carried through the product's own acts. Clauses: those of the acts. Depends on everything below dashboards.
"""
