"""Whether a term of office written in a roster is over."""

from datetime import date


def term_end(start: date, years: int) -> date:
    """The first day after a term of so many years; 29 February counts as 1 March in a common year."""
    try:
        return start.replace(year=start.year + years)
    except ValueError:
        return date(start.year + years, 3, 1)


def is_over(start: date | None, years: int | None, on: date) -> bool:
    """Whether the term has ended by `on`. False when its start or its length is not given."""
    if start is None or not years or years > 100:
        return False
    return term_end(start, years) <= on
