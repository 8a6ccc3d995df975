from django.apps import AppConfig


class CongressConfig(AppConfig):
    name = "gonglian.congress"
