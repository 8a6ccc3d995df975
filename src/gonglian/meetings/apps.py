from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "gonglian.meetings"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from gonglian.core.merging import stays
        from gonglian.core.story import register
        from gonglian.meetings.queries import open_meetings_of

        for model in ("rollentry", "rollchange", "meetingofficer", "candidate", "countline"):
            finder = open_meetings_of if model == "rollentry" else None
            stays("organisation.person", f"meetings.{model}", "person", finder)

        register("meetings.open_meeting", _("登记会议：%(object)s"))
        register("meetings.set_roll", _("%(object)s：确定名册"))
        register("meetings.seal_roll", _("%(object)s：封存名册"))
        register("meetings.change_roll", _("%(object)s：封存后变动名册"))
        register("meetings.propose_roll_change", _("%(object)s：提出变动封存的名册"))
        register("meetings.confirm_roll_change", _("%(object)s：复核同意变动名册"))
        register("meetings.refuse_roll_change", _("%(object)s：复核不同意变动名册"))
        register("meetings.record_presence", _("%(object)s：登记到会"))
        register("meetings.check_in", _("%(object)s：一人签到"))
        register("meetings.set_place", _("%(object)s：定会议地点"))
        register("meetings.record_agenda", _("%(object)s：登记议程和表决"))
        register("meetings.appoint_officers", _("%(object)s：登记监票人和计票人"))
        register("meetings.open_ballot", _("%(object)s：开始一次选举"))
        register("meetings.set_phones", _("%(object)s：定代表能不能用手机签到"))
        register("meetings.hand_out", _("%(object)s：记选票发出、退回或作废"))
        register("meetings.drop_issue", _("%(object)s：撤销一行发票记录"))
        register("meetings.submit_sheet", _("%(object)s：计票人交单"))
        register("meetings.reconcile", _("%(object)s：核对计票，得出结果"))
        register("meetings.resolve_fewer_seats", _("%(object)s：表决减少名额"))
        register("meetings.identify_write_in", _("%(object)s：核实另选人"))
        register("meetings.close_meeting", _("%(object)s：闭会"))
