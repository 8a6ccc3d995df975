"""ELI-01…10: a person for a seat, at nomination, at election and on every later day."""

from gonglian.policy.clauses.eligibility import posts, standing  # noqa: F401 - importing registers the clauses
