from django.urls import path

from gonglian.congress.archives import views

app_name = "archives"
urlpatterns = [
    path("<int:pk>/", views.archive_page, name="archive"),
    path("<int:pk>/seal/", views.seal, name="seal"),
    path("meetings/<int:pk>/", views.meeting_page, name="meeting"),
    path("meetings/<int:pk>/seal/", views.seal_meeting, name="seal_meeting"),
    path("files/<int:pk>/", views.download, name="download"),
]
