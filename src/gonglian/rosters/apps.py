from django.apps import AppConfig


class RostersConfig(AppConfig):
    name = "gonglian.rosters"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from gonglian.core import nightly, readings, rotation
        from gonglian.core.story import register
        from gonglian.rosters import moves
        from gonglian.rosters.models import ImportRow

        register("rosters.apply_import", _("%(object)s：名册写入 %(written)s 行"))
        register("rosters.undo_import", _("%(object)s：名册撤销，退回 %(old_written)s 行"))
        register("rosters.link_constituents", _("%(object)s：补记组成单位 %(units)s 个"))
        register("rosters.read_numbers", _("%(object)s：取出带证件号码的表格，%(rows)s 行"))
        nightly.register("rosters.recover_imports", moves.recover_all, at_start=True)
        rotation.register_column(ImportRow, "cells")
        rotation.register_column(ImportRow, "id_sealed")
        readings.register("rosters.read_numbers", "organisation.union")
