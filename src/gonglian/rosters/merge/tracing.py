"""The one shape of a traced insert."""

# ruff: noqa: S608 - the SQL is put together from texts of this file alone
from __future__ import annotations


def traced(noun: str, insert: str) -> str:
    """`insert` with its new ids written to the trace under `noun`."""
    return f"""
    with made as ({insert} returning id)
    insert into rosters_importtrace (batch_id, noun, row_id) select %(batch)s, '{noun}', id from made
    """
