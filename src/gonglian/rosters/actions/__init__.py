"""Acts of the rosters."""

from gonglian.rosters.actions.applying import apply_import, undo_import
from gonglian.rosters.actions.linking import link_constituents
from gonglian.rosters.actions.reading import read_numbers

__all__ = ["apply_import", "link_constituents", "read_numbers", "undo_import"]
