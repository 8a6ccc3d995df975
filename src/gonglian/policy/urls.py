from django.urls import path

from gonglian.policy import views

app_name = "policy"
urlpatterns = [
    path("", views.clause_list, name="clauses"),
    path("parameters/", views.parameter_list, name="parameters"),
    path("<str:name>/", views.clause_page, name="clause"),
]
