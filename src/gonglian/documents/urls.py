from django.urls import path

from gonglian.documents import office_views, received_views, views

app_name = "documents"
urlpatterns = [
    path("", views.register, name="register"),
    path("papers.xlsx", views.register_xlsx, name="register_xlsx"),
    path("received/", received_views.receive, name="receive"),
    path("<int:pk>/", views.paper, name="paper"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/sign/", views.sign, name="sign"),
    path("<int:pk>/void/", views.void, name="void"),
    path("<int:pk>/attach/", views.attach, name="attach"),
    path("<int:pk>/docx/", views.docx, name="docx"),
    path("<int:pk>/pdf/", views.pdf, name="pdf"),
    path("files/<int:pk>/", views.attachment, name="attachment"),
    path("files/<int:pk>/remove/", views.remove_attachment, name="remove_attachment"),
    path("wordings/", office_views.wordings, name="wordings"),
    path("wordings/<str:kind>/<str:purpose>/", office_views.wording, name="wording"),
    path("wordings/<str:kind>/<str:purpose>/shipped/", office_views.wording_shipped, name="wording_shipped"),
    path("numbers/", office_views.numbers, name="numbers"),
    path("numbers/<int:pk>/", office_views.series, name="series"),
    path("numbers/<int:pk>/<int:year>.xlsx", office_views.series_year_xlsx, name="series_year_xlsx"),
    path("numbers/<int:pk>/start/", office_views.series_start, name="series_start"),
]
