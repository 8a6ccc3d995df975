from django.urls import path

from gonglian.organisation import territory_views, views

app_name = "organisation"
urlpatterns = [
    path("", views.union_list, name="unions"),
    path("unions.xlsx", views.union_list_xlsx, name="unions_xlsx"),
    path("map/", views.two_lines_map, name="map"),
    path("unions/<int:pk>/", views.union_file, name="union"),
    path("employers/<int:pk>/", views.employer_page, name="employer"),
    path("people/<int:pk>/", views.person_page, name="person"),
    path("territory/", territory_views.territory, name="territory"),
    path("duty/", views.choose_duty, name="choose_duty"),
]
