"""Addresses of preparing the congress and of its sheets."""

from django.urls import path

from gonglian.founding.views import (
    credentials,
    delegates,
    nomination,
    nominees,
    objections,
    preparing,
    sheets,
)

patterns = [
    path("<int:pk>/plan/", preparing.plan, name="plan"),
    path("<int:pk>/units/", delegates.units, name="units"),
    path("<int:pk>/units/<int:unit>/", delegates.unit_report, name="unit_report"),
    path("<int:pk>/units/<int:unit>/fill/", credentials.fill_place, name="fill_place"),
    path("<int:pk>/credentials/", credentials.credentials, name="credentials"),
    path("<int:pk>/delegates/<int:delegate>/replace/", credentials.replace_delegate, name="replace_delegate"),
    path("<int:pk>/slips/", delegates.slips, name="slips"),
    path("<int:pk>/nominees/", nominees.nominees, name="nominees"),
    path("<int:pk>/nominees/<int:nominee>/declare/", nominees.declare, name="declare"),
    path("<int:pk>/nominees/<int:nominee>/withdraw/", nominees.withdraw_nominee, name="withdraw_nominee"),
    path("<int:pk>/nomination/", nomination.nomination, name="nomination"),
    path("<int:pk>/nomination/open/", nomination.open_round, name="open_round"),
    path("<int:pk>/nomination/close/", nomination.close_round, name="close_round"),
    path("<int:pk>/proposals/<int:proposal>/take/", nomination.take_over, name="take_over"),
    path("<int:pk>/proposals/<int:proposal>/drop/", nomination.drop_proposal, name="drop_proposal"),
    path("<int:pk>/list/", nominees.fix_list, name="fix_list"),
    path("<int:pk>/opinions/", preparing.opinions, name="opinions"),
    path("<int:pk>/notice/", preparing.notice, name="notice"),
    path("<int:pk>/notice/<int:notice>/objections/", objections.record_objection, name="record_objection"),
    path("<int:pk>/objections/<int:objection>/answer/", objections.answer_objection, name="answer_objection"),
    path("<int:pk>/sheets/<str:kind>.docx", sheets.sheet, name="sheet"),
]
