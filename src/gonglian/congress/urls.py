"""Addresses of delegates, who have no account: below delegate/."""

from django.urls import path

from gonglian.congress import views

app_name = "congress"
urlpatterns = [
    path("", views.own_page, name="own_page"),
    path("arrived/", views.arrived, name="arrived"),
    path("<str:word>/", views.slip, name="slip"),
]
