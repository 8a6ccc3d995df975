from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "gonglian.documents"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from gonglian.core import outgoing
        from gonglian.core.story import register
        from gonglian.documents.personal import masked

        outgoing.register(masked)

        register("documents.draft_paper", _("起草公文：%(object)s"))
        register("documents.edit_paper", _("修改公文：%(title)s"))
        register("documents.sign_paper", _("签发公文：%(object)s"))
        register("documents.void_paper", _("作废公文 %(number)s：%(reason)s"))
        register("documents.record_external_paper", _("登记来文 %(incoming)s：%(object)s"))
        register("documents.attach_file", _("上传附件：%(name)s"))
        register("documents.remove_attachment", _("删去附件"))
        register("documents.save_series", _("设定机关代字 %(code)s"))
        register("documents.set_series_start", _("设定 %(code)s %(year)s 年起始号 %(first)s"))
        register("documents.restore_shipped_wording", _("行文模板改回随附的：%(old_title)s"))
        register("documents.save_wording", _("保存行文模板：%(title)s"))
