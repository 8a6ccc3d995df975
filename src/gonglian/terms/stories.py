"""How the acts of terms are told."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from gonglian.approvals.states import Decision
from gonglian.core.story import register
from gonglian.terms.by_elections.states import Purpose, State
from gonglian.terms.states import ActingEnds, Came, ChairAnswer, Went


def register_stories() -> None:
    """A sentence for each act, for the story of a union."""
    _extensions()
    came: dict[str, dict[str, Any]] = {"how": dict(Came.choices)}
    went: dict[str, dict[str, Any]] = {"how": dict(Went.choices)}
    register("terms.appoint_body", _("%(object)s的机构由派出工会任命，%(seats)s 席"))
    register("terms.open_body", _("%(object)s的机构产生，%(seats)s 席，任期至 %(until)s"))
    register("terms.renew_body", _("%(object)s的机构换届，第 %(ordinal)s 届 %(seats)s 席，任期至 %(until)s"))
    register("terms.seat_holder", _("%(person)s自 %(from)s 起任%(seat)s（%(how)s）"), words=came)
    register("terms.vacate", _("%(person)s自 %(from)s 起不再任%(seat)s（%(how)s）"), words=went)
    register("terms.add_seat", _("增补席位：%(seat)s，%(person)s"))
    register("terms.name_acting", _("%(person)s自 %(from)s 起代理%(seat)s"))
    register("terms.end_acting", _("%(person)s自 %(from)s 起不再代理%(seat)s"))
    register(
        "terms.close_acting",
        _("%(person)s自 %(from)s 起不再代理%(seat)s%(why)s"),
        words={"why": dict(ActingEnds.choices)},
    )
    register("terms.fall_seat", _("%(person)s在%(constituent)s的职务 %(from)s 终止，不再任%(seat)s"))
    register("terms.propose_successor", _("提名%(person)s替补%(seat)s，%(elected_on)s 当选单位主席"))
    register("terms.confirm_successor", _("%(day)s 会议确认%(person)s替补%(seat)s"))
    register("terms.finish_substitution", _("替补办结：%(person)s自 %(from)s 起任%(seat)s，%(number)s"))
    register(
        "terms.call_vote",
        _("%(purpose)s%(seat)s，%(held_on)s 开会"),
        words={"purpose": dict(Purpose.choices)},
    )
    register("terms.convene", _("召集会议，%(held_on)s 召开"))
    register("terms.nominate_for_seat", _("提名%(person)s为%(seat)s候选人"))
    register("terms.drop_nominee_for_seat", _("撤下%(seat)s候选人%(person)s"))
    register(
        "terms.end_by_election", _("%(seat)s补选或罢免：%(state)s"), words={"state": dict(State.choices)}
    )
    register("terms.drop_substitution", _("不替补%(seat)s：%(reason)s"))
    answers: dict[str, dict[str, Any]] = {"answer": dict(ChairAnswer.choices)}
    register("terms.answer_chair", _("核对%(object)s花名册上的主席姓名：%(answer)s"), words=answers)


def _extensions() -> None:
    register("terms.decide_extension", _("批准延期换届至 %(until)s，%(number)s"))
    register("terms.prepare_extension", _("拟好延期换届至 %(until)s 的请示"))
    register("terms.send_extension", _("报送延期换届至 %(until)s 的请示，%(number)s"))
    decisions: dict[str, dict[str, Any]] = {"decision": dict(Decision.choices)}
    register("terms.propose_extension_reply", _("拟办延期换届的批复：%(decision)s"), words=decisions)
    register("terms.answer_extension", _("批复延期换届至 %(until)s：%(decision)s"), words=decisions)
    register("terms.withdraw_extension", _("撤回延期换届的请示：%(reason)s"))
    register("terms.record_extension", _("补记延期换届至 %(until)s，%(number)s"))
