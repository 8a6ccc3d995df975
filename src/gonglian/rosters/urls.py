from django.urls import path

from gonglian.rosters import views

app_name = "rosters"
urlpatterns = [
    path("", views.import_list, name="imports"),
    path("upload/", views.upload, name="upload"),
    path("blank/<slug:kind>.xlsx", views.prefilled, name="prefilled"),
    path("members/<int:pk>.xlsx", views.prefilled_members, name="prefilled_members"),
    path("<int:pk>/", views.import_page, name="import"),
    path("<int:pk>/apply/", views.apply_import, name="apply"),
    path("<int:pk>/discard/", views.discard, name="discard"),
    path("<int:pk>/retry/", views.retry, name="retry"),
    path("<int:pk>/undo/", views.undo, name="undo"),
    path("<int:pk>/left.xlsx", views.leftovers, name="leftovers"),
    path("link/<int:pk>/", views.link, name="link"),
]
