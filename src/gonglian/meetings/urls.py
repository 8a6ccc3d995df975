from django.urls import path

from gonglian.meetings import hall_views, print_views, views

app_name = "meetings"
urlpatterns = [
    path("", views.meeting_list, name="meetings"),
    path("<int:pk>/", views.meeting_page, name="meeting"),
    path("<int:pk>/seal/", views.seal_roll, name="seal_roll"),
    path("<int:pk>/roll/", hall_views.change_roll, name="change_roll"),
    path("<int:pk>/roll/<int:number>/", hall_views.decide_roll_change, name="decide_roll_change"),
    path("<int:pk>/presence/", views.record_presence, name="record_presence"),
    path("<int:pk>/place/", hall_views.set_place, name="place"),
    path("<int:pk>/door/", hall_views.door, name="door"),
    path("<int:pk>/phones/", hall_views.set_phones, name="phones"),
    path("<int:pk>/live/", hall_views.live, name="live"),
    path("<int:pk>/live/now/", hall_views.live_now, name="live_now"),
    path("<int:pk>/agenda/", views.record_agenda, name="record_agenda"),
    path("<int:pk>/officers/", views.appoint_officers, name="appoint_officers"),
    path("<int:pk>/minutes.docx", views.minutes, name="minutes"),
    path("<int:pk>/close/", views.close_meeting, name="close_meeting"),
    path("ballots/<int:pk>/", views.ballot_page, name="ballot"),
    path("ballots/<int:pk>/sheet/", views.submit_sheet, name="submit_sheet"),
    path("ballots/<int:pk>/reconcile/", views.reconcile, name="reconcile"),
    path("ballots/<int:pk>/follow/", views.follow_ballot, name="follow_ballot"),
    path("ballots/<int:pk>/fewer-seats/", views.resolve_fewer_seats, name="resolve_fewer_seats"),
    path("ballots/<int:pk>/paper.docx", print_views.ballot_docx, name="ballot_paper"),
    path("ballots/<int:pk>/paper.pdf", print_views.ballot_pdf, name="ballot_pdf"),
    path("ballots/<int:pk>/issues/", print_views.hand_out, name="hand_out"),
    path("ballots/<int:pk>/issues/<int:issue>/drop/", print_views.drop_issue, name="drop_issue"),
    path("ballots/<int:pk>/count-sheet.docx", views.count_sheet, name="count_sheet"),
]
