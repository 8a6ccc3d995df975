"""Addresses of joining and leaving."""

from django.urls import path

from gonglian.founding.joining.views import carrying, listing

patterns = [
    path("joining/", listing.joining_list, name="joinings"),
    path("joining/into/<int:pk>/", listing.take_in, name="take_in"),
    path("joining/past/<int:pk>/", listing.record_past, name="record_past"),
    path("joining/of/<int:pk>/", listing.apply_to, name="apply_to"),
    path("joining/<int:pk>/", carrying.joining, name="joining"),
    path("joining/<int:pk>/acceptance/", carrying.acceptance, name="acceptance"),
    path("joining/<int:pk>/accept/", carrying.accept, name="accept"),
    path("joining/<int:pk>/decline/", carrying.decline, name="decline_joining"),
    path("joining/<int:pk>/withdraw/", carrying.withdraw, name="withdraw_joining"),
    path("joining/units/<int:row>/", carrying.decision, name="unit_decision"),
    path("joining/units/<int:row>/sheet/", carrying.sheet, name="unit_sheet"),
]
