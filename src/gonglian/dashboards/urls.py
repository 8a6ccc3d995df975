from django.urls import path

from gonglian.dashboards import views

app_name = "dashboards"
urlpatterns = [
    path("", views.workbench, name="workbench"),
    path("find/", views.find_page, name="find"),
    path("news/", views.news_page, name="news"),
    path("news/mail/", views.digest_page, name="digest"),
    path("handover/<int:pk>/", views.handover, name="handover"),
    path("acts/", views.own_acts_page, name="own_acts"),
    path("help/", views.help_page, name="help"),
]
