from django.urls import path

from gonglian.organisation import (
    change_views,
    correct_views,
    coverage_views,
    merge_views,
    territory_views,
    views,
)

app_name = "organisation"
urlpatterns = [
    path("", views.union_list, name="unions"),
    path("unions.xlsx", views.union_list_xlsx, name="unions_xlsx"),
    path("map/", views.two_lines_map, name="map"),
    path("unions/<int:pk>/", views.union_file, name="union"),
    path("unions/<int:pk>/rename/", change_views.rename, name="rename"),
    path("unions/<int:pk>/correct-name/", change_views.correct_name, name="correct_name"),
    path("unions/<int:pk>/address/", change_views.change_address, name="change_address"),
    path("unions/<int:pk>/correct-address/", change_views.correct_address, name="correct_address"),
    path("unions/<int:pk>/register/", change_views.register, name="register"),
    path("unions/<int:pk>/change-employer/", coverage_views.change_covered, name="change_covered"),
    path("unions/<int:pk>/correct-employer/", coverage_views.correct_covered, name="correct_covered"),
    path("employers/<int:pk>/", views.employer_page, name="employer"),
    path("employers/<int:pk>/correct/", correct_views.correct_employer, name="correct_employer"),
    path("people/<int:pk>/correct/", correct_views.correct_person, name="correct_person"),
    path("people/<int:pk>/", views.person_page, name="person"),
    path("territory/", territory_views.territory, name="territory"),
    path("people/<int:pk>/reveal/", views.reveal, name="reveal"),
    path("people/<int:pk>/readings/", views.readings, name="readings"),
    path("duplicates/", merge_views.duplicates, name="duplicates"),
    path("merges/<str:noun>/<int:kept>/with/<int:dropped>/", merge_views.propose_merge, name="propose_merge"),
    path("merges/<str:noun>/<int:pk>/", merge_views.merge_page, name="merge"),
    path("merges/<str:noun>/<int:pk>/confirm/", merge_views.confirm_merge, name="confirm_merge"),
    path("merges/<str:noun>/<int:pk>/withdraw/", merge_views.withdraw_merge, name="withdraw_merge"),
    path("merges/<str:noun>/<int:pk>/undo/", merge_views.undo_merge, name="undo_merge"),
    path("duty/", views.choose_duty, name="choose_duty"),
]
