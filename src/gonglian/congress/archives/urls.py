from django.urls import path

from gonglian.congress.archives import views

app_name = "archives"
urlpatterns = [
    path("<int:pk>/", views.archive_page, name="archive"),
    path("<int:pk>/seal/", views.seal, name="seal"),
    path("files/<int:pk>/", views.download, name="download"),
]
