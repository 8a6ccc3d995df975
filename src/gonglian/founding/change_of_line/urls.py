"""Addresses of changes of line."""

from django.urls import path

from gonglian.founding.change_of_line import views

patterns = [
    path("change/", views.change_list, name="changes"),
    path("change/of/<int:pk>/", views.begin, name="begin_change"),
    path("change/<int:pk>/", views.change, name="change"),
    path("change/<int:pk>/opinion/", views.opinion, name="change_opinion"),
    path("change/<int:pk>/prepare/", views.prepare, name="prepare_change"),
    path("change/<int:pk>/send/", views.send, name="send_change"),
    path("change/<int:pk>/reply/", views.reply, name="change_reply"),
    path("change/<int:pk>/decide/", views.decide, name="decide_change"),
    path("change/<int:pk>/confirm/", views.confirm, name="confirm_correction"),
    path("change/<int:pk>/withdraw/", views.withdraw, name="withdraw_change"),
    path("change/requests/<int:pk>/", views.by_request, name="change_by_request"),
]
