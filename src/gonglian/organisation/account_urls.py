from django.urls import path

from gonglian.organisation import account_views as views

app_name = "duties"
urlpatterns = [
    path("", views.accounts, name="accounts"),
    path("new/", views.open_new, name="open"),
    path("sign-ins/", views.sign_ins, name="sign_ins"),
    path("<int:pk>/", views.account, name="account"),
    path("<int:pk>/grant/", views.grant, name="grant"),
    path("<int:pk>/link/", views.link, name="link"),
    path("<int:pk>/code/", views.new_code, name="code"),
    path("<int:pk>/close/", views.close, name="close"),
    path("<int:pk>/reopen/", views.reopen, name="reopen"),
    path("<int:pk>/factor/", views.reset_factor, name="factor"),
    path("duties/<int:pk>/end/", views.end, name="end"),
]
