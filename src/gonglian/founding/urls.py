"""Addresses of founding."""

from django.urls import path

from gonglian.founding.change_of_line.urls import patterns as change_patterns
from gonglian.founding.draft_urls import patterns as draft_patterns
from gonglian.founding.joining.urls import patterns as joining_patterns
from gonglian.founding.preparing_urls import patterns as preparing_patterns
from gonglian.founding.renewal import views as renewals
from gonglian.founding.views import cases, congress, requests

app_name = "founding"
urlpatterns = [
    path("", cases.case_list, name="cases"),
    path("<int:pk>/", cases.case, name="case"),
    path("<int:pk>/withdraw/", cases.withdraw, name="withdraw"),
    path("<int:pk>/prepare/", requests.prepare, name="prepare"),
    path("<int:pk>/send/", requests.send, name="send"),
    path("<int:pk>/recall/", requests.recall, name="recall"),
    path("<int:pk>/reply/", requests.reply, name="reply"),
    path("<int:pk>/decide/", requests.decide, name="decide"),
    path("<int:pk>/consult/", requests.consult, name="consult"),
    path("<int:pk>/dispatch/", requests.propose_dispatch, name="propose_dispatch"),
    path("<int:pk>/dispatch/decide/", requests.decide_dispatch, name="decide_dispatch"),
    path("<int:pk>/dispatch/recall/", requests.recall_dispatch, name="recall_dispatch"),
    path("<int:pk>/congress/", congress.open_congress, name="open_congress"),
    path("<int:pk>/congress/ballots/", congress.open_ballots, name="open_ballots"),
    path("<int:pk>/first-meetings/", congress.first_meetings, name="first_meetings"),
    path("<int:pk>/first-meetings/<int:meeting>/ballots/", congress.first_ballots, name="first_ballots"),
    path("requests/<int:pk>/", cases.by_request, name="by_request"),
    path("renewals/<int:pk>/", renewals.begin, name="begin_renewal"),
    *draft_patterns,
    *preparing_patterns,
    *joining_patterns,
    *change_patterns,
]
