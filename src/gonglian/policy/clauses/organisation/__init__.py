"""ORG-01…21: an industrial union, existing or proposed."""

from gonglian.policy.clauses.organisation import (  # noqa: F401 - importing registers the clauses
    bodies,
    founding,
    identity,
    lines,
    steps,
)
