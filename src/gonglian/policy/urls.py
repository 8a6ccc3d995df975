from django.urls import path

from gonglian.policy import change_views, views

app_name = "policy"
urlpatterns = [
    path("", views.clause_list, name="clauses"),
    path("parameters/", views.parameter_list, name="parameters"),
    path("parameters/<str:key>/", views.parameter_page, name="parameter"),
    path("parameters/<str:key>/change/", change_views.propose, name="propose"),
    path("changes/<int:pk>/", change_views.change, name="change"),
    path("changes/<int:pk>/confirm/", change_views.confirm, name="confirm"),
    path("changes/<int:pk>/withdraw/", change_views.withdraw, name="withdraw"),
    path("<str:name>/", views.clause_page, name="clause"),
]
