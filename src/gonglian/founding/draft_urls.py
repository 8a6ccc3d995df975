"""Addresses of drafting: the plan, the preparatory group, the unions asked and their answers."""

from typing import Any

from django.urls import path

from gonglian.founding.views import constituents, draft

patterns: list[Any] = [
    path("new/", draft.begin, name="new"),
    path("<int:pk>/draft/", draft.change_draft, name="draft"),
    path("<int:pk>/group/", draft.change_group, name="group"),
    path("<int:pk>/constituents/", constituents.constituent_list, name="constituents"),
    path("<int:pk>/constituents/pick/", constituents.pick, name="pick"),
    path("constituents/<int:row>/consent/", constituents.consent, name="consent"),
    path("constituents/<int:row>/withdraw/", constituents.withdraw_consent, name="withdraw_consent"),
    path("constituents/<int:row>/drop/", constituents.drop, name="drop"),
]
