"""NOM-01…08: consultation and the candidate list."""

from gonglian.policy.clauses.nomination import candidates, consultation  # noqa: F401 - importing registers the clauses
