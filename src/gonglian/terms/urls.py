from django.urls import path

from gonglian.terms import post_views, substitution_views, views
from gonglian.terms.by_elections import views as by_elections
from gonglian.terms.extending import views as extending

app_name = "terms"
urlpatterns = [
    path("<int:pk>/", views.union_terms, name="union"),
    path("bodies/<int:pk>/add/", views.add, name="add"),
    path("bodies/<int:pk>/convene/", by_elections.convene, name="convene"),
    path("bodies/<int:pk>/record-extension/", views.record_extension, name="record_extension"),
    path("seats/<int:pk>/leave/", views.leave, name="leave"),
    path("seats/<int:pk>/take/", views.take, name="take"),
    path("seats/<int:pk>/act/", views.act, name="act"),
    path("seats/<int:pk>/end-acting/", views.end_acting, name="end_acting"),
    path("seats/<int:pk>/post-ended/", views.post_ended, name="post_ended"),
    path("seats/<int:pk>/outside-post/", post_views.outside_post, name="outside_post"),
    path("seats/<int:pk>/outside-post/<int:post>/end/", post_views.end_outside_post, name="end_outside_post"),
    path("chairs/<int:pk>/", views.answer_chair, name="answer_chair"),
    path("seats/<int:pk>/by-election/", by_elections.call, name="call_by_election"),
    path("seats/<int:pk>/recall/", by_elections.recall, name="recall"),
    path("by-elections/<int:pk>/", by_elections.by_election, name="by_election"),
    path("by-elections/<int:pk>/nominate/", by_elections.nominate, name="nominate"),
    path("by-elections/<int:pk>/drop/<int:nominee>/", by_elections.drop, name="drop_nominee"),
    path("by-elections/<int:pk>/vote/", by_elections.vote, name="vote_by_election"),
    path("by-elections/<int:pk>/finish/", by_elections.finish, name="finish_by_election"),
    path("by-elections/<int:pk>/give-up/", by_elections.give_up, name="give_up_by_election"),
    path("<int:pk>/extend/", extending.ask_extension, name="ask_extension"),
    path("extensions/<int:pk>/", extending.extension, name="extension"),
    path("extensions/<int:pk>/send/", extending.send, name="send_extension"),
    path("extensions/<int:pk>/reply/", extending.reply, name="extension_reply"),
    path("extensions/<int:pk>/answer/", extending.answer, name="answer_extension"),
    path("extensions/<int:pk>/withdraw/", extending.withdraw, name="withdraw_extension"),
    path("extensions/requests/<int:pk>/", extending.by_request, name="extension_by_request"),
    path("substitutions/<int:pk>/", substitution_views.substitution, name="substitution"),
    path("substitutions/<int:pk>/propose/", substitution_views.propose, name="propose_successor"),
    path("substitutions/<int:pk>/confirm/", substitution_views.confirm, name="confirm_successor"),
    path("substitutions/<int:pk>/finish/", substitution_views.finish, name="finish_substitution"),
    path("substitutions/<int:pk>/drop/", substitution_views.drop, name="drop_substitution"),
]
