"""Sign in and out, one's password and second factor: allauth's views under this site's addresses. `mfa_index` is the name
by which allauth goes back to the page of one's own account."""

from allauth.account import views as allauth_views
from allauth.mfa.base import views as factor_views
from allauth.mfa.recovery_codes import views as code_views
from allauth.mfa.totp import views as totp_views
from django.urls import path

from gonglian.accounts import views

urlpatterns = [
    path("login/", allauth_views.login, name="account_login"),
    path("login/code/", factor_views.authenticate, name="mfa_authenticate"),
    path("logout/", allauth_views.logout, name="account_logout"),
    path("password/", allauth_views.password_change, name="account_change_password"),
    path("confirm/", allauth_views.reauthenticate, name="account_reauthenticate"),
    path("confirm/code/", factor_views.reauthenticate, name="mfa_reauthenticate"),
    path("security/", views.security, name="mfa_index"),
    path("security/sessions/<int:pk>/end/", views.end_one_session, name="account_end_session"),
    path("security/sessions/end/", views.end_other_sessions, name="account_end_other_sessions"),
    path("factor/", totp_views.activate_totp, name="mfa_activate_totp"),
    path("factor/stop/", totp_views.deactivate_totp, name="mfa_deactivate_totp"),
    path("factor/codes/", code_views.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("factor/codes/new/", code_views.generate_recovery_codes, name="mfa_generate_recovery_codes"),
]
