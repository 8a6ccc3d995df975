"""Whether a term of office written in a roster is over."""

from datetime import date

from gonglian.policy.arithmetic import add_years

LONGEST = 100


def is_over(start: date | None, years: int | None, on: date) -> bool:
    """Whether the term's last day, the corresponding day (TRM-02), lies before `on`. False when its start or its length
    is not given."""
    if start is None or not years or years > LONGEST:
        return False
    return add_years(start, years) < on
