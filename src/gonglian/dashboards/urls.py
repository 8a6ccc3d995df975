from django.urls import path

from gonglian.dashboards import calendar_views as calendar
from gonglian.dashboards import views
from gonglian.dashboards.city_terms import views as city

app_name = "dashboards"
urlpatterns = [
    path("", views.workbench, name="workbench"),
    path("find/", views.find_page, name="find"),
    path("terms/", city.city_terms, name="city_terms"),
    path("terms.xlsx", city.city_terms_xlsx, name="city_terms_xlsx"),
    path("news/", views.news_page, name="news"),
    path("news/mail/", views.digest_page, name="digest"),
    path("handover/<int:pk>/", views.handover, name="handover"),
    path("acts/", views.own_acts_page, name="own_acts"),
    path("news/calendar/", calendar.link_page, name="calendar_link"),
    path("calendar/<str:word>.ics", calendar.feed, name="calendar"),
    path("help/", views.help_page, name="help"),
]
