"""Every address of the site. One area, one prefix."""

from allauth.account.views import account_inactive
from django.urls import include, path

from gonglian.core import views

urlpatterns = [
    path("", include("gonglian.dashboards.urls")),
    path("account/", include("gonglian.accounts.urls")),
    path("account/inactive/", account_inactive, name="account_inactive"),
    path("founding/", include("gonglian.founding.urls")),
    path("org/accounts/", include("gonglian.organisation.account_urls")),
    path("org/", include("gonglian.organisation.urls")),
    path("delegate/", include("gonglian.congress.urls")),
    path("meetings/", include("gonglian.meetings.urls")),
    path("terms/", include("gonglian.terms.urls")),
    path("policy/", include("gonglian.policy.urls")),
    path("reference/", include("gonglian.reference.urls")),
    path("papers/", include("gonglian.documents.urls")),
    path("approvals/", include("gonglian.approvals.urls")),
    path("rosters/", include("gonglian.rosters.urls")),
    path("language/", views.choose_language, name="language"),
    path("health/", views.health, name="health"),
    path("health/live/", views.alive, name="alive"),
]
handler403 = "gonglian.core.views.forbidden"
handler404 = "gonglian.core.views.not_found"
handler500 = "gonglian.core.views.server_error"
