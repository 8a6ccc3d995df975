from django.apps import AppConfig


class ReferenceConfig(AppConfig):
    name = "gonglian.reference"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from gonglian.core.story import register

        register("reference.enter_workdays", _("录入 %(year)s 年放假安排（%(source)s）"))
