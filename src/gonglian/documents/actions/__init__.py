"""What is done with papers, one function per act."""

from gonglian.documents.actions.attachments import attach_file, remove_attachment
from gonglian.documents.actions.papers import (
    bind_paper,
    draft_paper,
    edit_paper,
    sign_paper,
    void_paper,
)
from gonglian.documents.actions.received import record_external_paper
from gonglian.documents.actions.series import save_series, set_series_start
from gonglian.documents.actions.wordings import restore_shipped_wording, save_wording

__all__ = [
    "attach_file", "bind_paper", "draft_paper", "edit_paper", "record_external_paper", "remove_attachment",
    "restore_shipped_wording", "save_series", "save_wording", "set_series_start", "sign_paper", "void_paper",
]  # fmt: skip
