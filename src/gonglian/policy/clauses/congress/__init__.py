"""CON-01…18: delegates, the meeting, the ballot, the results."""

from gonglian.policy.clauses.congress import (  # noqa: F401 - importing registers the clauses
    ballot,
    delegates,
    results,
)
