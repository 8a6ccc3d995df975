"""The day field that the forms of founding share."""

from gonglian.founding.case_forms import DateField

__all__ = ["DateField"]
