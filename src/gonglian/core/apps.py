from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CoreConfig(AppConfig):
    name = "gonglian.core"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from gonglian.core import housekeeping, nightly, story
        from gonglian.core.protection import protect_tables

        post_migrate.connect(protect_tables, sender=self)
        nightly.register("core.clear_sessions", housekeeping.clear_sessions)
        nightly.register("core.clear_tasks", housekeeping.clear_tasks)
        story.register("core.rotate_keys", _("更换密钥：%(count)s 次"), counted=True)
