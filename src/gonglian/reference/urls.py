from django.urls import path

from gonglian.reference import views

app_name = "reference"
urlpatterns = [
    path("workdays/", views.workdays, name="workdays"),
    path("workdays/<int:year>/", views.workdays_of, name="workdays_of"),
]
