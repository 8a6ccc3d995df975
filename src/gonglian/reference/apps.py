from django.apps import AppConfig


class ReferenceConfig(AppConfig):
    name = "gonglian.reference"
