from django.urls import path

from gonglian.approvals import views

app_name = "approvals"
urlpatterns = [
    path("", views.requests, name="requests"),
    path("notices/<int:pk>/", views.notice, name="notice"),
    path("notices/<int:pk>/objections/", views.record_objection, name="record_objection"),
    path("objections/<int:pk>/answer/", views.answer_objection, name="answer_objection"),
]
