"""Sign in, sign out, change one's password: allauth's views under this site's addresses."""

from allauth.account import views as allauth_views
from django.urls import path

urlpatterns = [
    path("login/", allauth_views.login, name="account_login"),
    path("logout/", allauth_views.logout, name="account_logout"),
    path("password/", allauth_views.password_change, name="account_change_password"),
]
