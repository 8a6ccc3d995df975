"""Acts of preparing a congress. All are RECORDs or drafts: what they gather is judged when the request is sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gonglian.congress.facts import unit_election
from gonglian.congress.models import Convocation, Delegate, ElectingUnit, ElectingUnitUnion, Nominee
from gonglian.congress.quotas import allocate
from gonglian.congress.rolls import refuse_sealed, renew_roll
from gonglian.congress.states import Source
from gonglian.core.acts import record
from gonglian.core.refused import refuse
from gonglian.organisation import actions as organisation
from gonglian.organisation.models import Person, Union
from gonglian.policy.site import judge

PLAN_FIELDS = (
    *("planned_on", "place", "delegates", "committee_size", "audit_size", "women_size"),
    *("vice_chairs", "years", "chair_by"),
)


@transaction.atomic
def convene(
    *, union: Union, keeper: Union, purpose: str, ordinal: int, members: int, actor: Any, on: date
) -> Convocation:
    """Begin preparing a congress of `union`; `members` is the count the sizes are proposed from."""
    with record("congress.convene", actor=actor, on=on, obj=union, touches=[union.pk, keeper.pk]) as entry:
        convocation = Convocation.objects.create(
            union=union, keeper=keeper, purpose=purpose, ordinal=ordinal, members=members
        )
        entry.after = {"ordinal": ordinal, "members": members}
    return convocation


@transaction.atomic
def plan_congress(*, convocation: Convocation, plan: Mapping[str, Any], actor: Any, on: date) -> Convocation:
    """Set day, place, sizes and rules of the congress. Refused: unknown fields."""
    if unknown := set(plan) - set(PLAN_FIELDS):
        raise ValueError(f"no such plan fields: {sorted(unknown)}")
    with _touching("congress.plan_congress", convocation, actor, on) as entry:
        entry.before = {name: getattr(convocation, name) for name in plan}
        for name, value in plan.items():
            setattr(convocation, name, value)
        convocation.save(update_fields=list(plan))
        entry.after = dict(plan)
    return convocation


@transaction.atomic
def set_units(
    *, convocation: Convocation, units: Sequence[tuple[str, Sequence[Union], int]], actor: Any, on: date
) -> None:
    """Replace the electing units: (name, its constituents, members) each; places follow from the delegates' number.

    Refused: no delegates' number yet; fewer places than units; a constituent named twice (CON-02).
    """
    if not convocation.delegates:
        raise refuse(_("还没有填代表名额总数。"), cure=_("先填大会规模。"), cite="CON-02", field="delegates")
    named = [union.pk for _name, unions, _members in units for union in unions]
    if len(named) != len(set(named)):
        raise refuse(_("有组成单位同时列入两个选举单位。"), cure=_("每个组成单位只留在一处。"), cite="CON-02")
    if convocation.delegates < len(units):
        raise refuse(
            _("代表 %(delegates)s 名，选举单位 %(units)s 个，每个单位至少 1 名。")
            % {"delegates": convocation.delegates, "units": len(units)},
            cure=_("增加代表名额，或合并小的选举单位。"), cite="CON-02", field="delegates",
        )  # fmt: skip
    places = allocate(convocation.delegates, 1, [members for _name, _unions, members in units])
    with _touching("congress.set_units", convocation, actor, on) as entry:
        convocation.units.all().delete()
        for (name, unions, members), seats in zip(units, places, strict=True):
            unit = ElectingUnit.objects.create(
                convocation=convocation, name=name, members=members, places=seats
            )
            ElectingUnitUnion.objects.bulk_create(
                [ElectingUnitUnion(convocation=convocation, unit=unit, union=union) for union in unions]
            )
        entry.after = {"units": {name: seats for (name, _u, _m), seats in zip(units, places, strict=True)}}


@transaction.atomic
def report_delegates(
    *, unit: ElectingUnit, reported_on: date, entitled: int, present: int, candidates: int,
    delegates: Sequence[Mapping[str, Any]], actor: Any, on: date,
) -> None:  # fmt: skip
    """A unit's own vote (RECORD). delegates: {"person", "votes_for", "is_manager", "front_line"} each.

    Effects: an earlier report of the unit and the changes of its delegates give way; the log keeps them.
    Refused: more present than entitled; more delegates than places; more votes than present; a day in the future.
    """
    _refuse_bad_report(unit, reported_on, entitled, present, delegates, on)
    with _touching("congress.report_delegates", unit.convocation, actor, on) as entry:
        unit.reported_on, unit.entitled, unit.present, unit.candidates = (
            reported_on,
            entitled,
            present,
            candidates,
        )
        unit.save(update_fields=["reported_on", "entitled", "present", "candidates"])
        entry.before = {
            "changes": [str(change) for change in unit.changes.select_related("leaver", "successor")]
        }
        unit.delegates.all().delete()
        unit.changes.all().delete()
        Delegate.objects.bulk_create([Delegate(unit=unit, **row) for row in delegates])
        entry.after = {"unit": unit.name, "present": present, "entitled": entitled,
                       "delegates": [str(row["person"]) for row in delegates]}  # fmt: skip


@transaction.atomic
def confirm_credentials(*, convocation: Convocation, actor: Any, on: date) -> int:
    """The preparatory group has checked everybody's credentials and refused nobody it had not refused before; returns how
    many are confirmed. Refused: the roll is sealed."""
    refuse_sealed(convocation)
    with _touching("congress.confirm_credentials", convocation, actor, on) as entry:
        rows = Delegate.objects.filter(unit__convocation=convocation, refused_for="")
        rows.filter(confirmed=False).update(confirmed=True, checked_on=on)
        confirmed = rows.count()
        entry.after = {"delegates": confirmed}
        renew_roll(convocation, actor=actor, on=on)
    return confirmed


@transaction.atomic
def check_credentials(
    *, convocation: Convocation, verdicts: Mapping[int, str], actor: Any, on: date
) -> tuple[int, int]:
    """What the preparatory group found on delegates it checked: id of each → "" confirmed, else why not.

    Returns how many of them are confirmed and refused. Who isn't named stays as he was. Effects: a roll not sealed yet
    follows; CON-03 of their units goes into the log. Refused: nobody named; a delegate of another congress; the roll is sealed.
    """
    refuse_sealed(convocation)
    rows = list(
        Delegate.objects.select_for_update(of=("self",))
        .filter(unit__convocation=convocation, pk__in=verdicts)
        .select_related("unit", "person")
        .order_by("pk")
    )
    if not rows or len(rows) != len(verdicts):
        raise refuse(
            _("名单已变动，没有可审查的代表，或有人已不在名单上。"), cure=_("刷新页面再审查。"), cite="CON-03"
        )
    with _touching("congress.check_credentials", convocation, actor, on) as entry:
        for row in rows:
            row.refused_for = verdicts[row.pk].strip()
            row.confirmed, row.checked_on = not row.refused_for, on
        Delegate.objects.bulk_update(rows, ["refused_for", "confirmed", "checked_on"])
        refused = {row.person.name: row.refused_for for row in rows if row.refused_for}
        entry.findings = [
            judge("CON-03", unit_election(unit), on).to_json() for unit in {row.unit for row in rows}
        ]
        entry.after = {"confirmed": len(rows) - len(refused), "refused": len(refused), "reasons": refused}
        renew_roll(convocation, actor=actor, on=on)
    return len(rows) - len(refused), len(refused)


@transaction.atomic
def nominate(
    *, convocation: Convocation, person: Person, body: str, actor: Any, on: date, **fields: Any
) -> Nominee:
    """Put a person on the list for a body. Refused: he is on it already (ELI-10); the list is with the upper union."""
    if convocation.nominees.filter(person=person, body=body, withdrawn=False).exists():
        raise refuse(
            _("%(person)s 已是这个机构的候选人。") % {"person": person}, cite="ELI-10", field="person"
        )
    with _touching("congress.nominate", convocation, actor, on) as entry:
        nominee = Nominee.objects.create(convocation=convocation, person=person, body=body, **fields)
        _unfix_list(convocation)
        entry.after = {"person": person.name, "body": body, "office": nominee.office}
    return nominee


@transaction.atomic
def withdraw_nominee(*, nominee: Nominee, reason: str, actor: Any, on: date) -> None:
    """Take a person off the list; the reason stays in the log."""
    if not reason.strip():
        raise refuse(_("换下候选人要写明原因。"), field="reason")
    with _touching("congress.withdraw_nominee", nominee.convocation, actor, on) as entry:
        nominee.withdrawn = True
        nominee.save(update_fields=["withdrawn"])
        _unfix_list(nominee.convocation)
        entry.before = {"person": nominee.person.name, "body": nominee.body, "reason": reason}


@transaction.atomic
def record_declaration(
    *,
    nominee: Nominee,
    declared_on: date,
    posts: Sequence[Mapping[str, Any]],
    kin_of: Sequence[str],
    actor: Any,
    on: date,
) -> None:
    """A nominee's signed declaration of outside posts and kin; none counts (NOM-08). posts: arguments of add_position.

    The posts become dated records of the person. Refused: a day in the future.
    """
    if declared_on > on:
        raise refuse(_("声明日期不能晚于今天。"), field="declared_on")
    with _touching("congress.record_declaration", nominee.convocation, actor, on) as entry:
        for post in posts:
            organisation.add_position(person=nominee.person, actor=actor, on=on, **post)
        Nominee.objects.filter(convocation=nominee.convocation, person=nominee.person).update(
            declared_on=declared_on, kin_of=list(kin_of)
        )
        entry.after = {"person": nominee.person.name, "posts": len(posts), "kin": list(kin_of)}
    nominee.refresh_from_db()


@transaction.atomic
def fix_list(*, convocation: Convocation, actor: Any, on: date) -> None:
    """The candidate list is fixed on `on`; any later change lifts it again (NOM-02, NOM-07)."""
    if not convocation.nominees.filter(withdrawn=False).exists():
        raise refuse(_("候选人名单还是空的。"), cure=_("先提名候选人。"), cite="NOM-02")
    with _touching("congress.fix_list", convocation, actor, on) as entry:
        convocation.list_fixed_on = on
        convocation.save(update_fields=["list_fixed_on"])
        entry.after = {"fixed_on": on}


@transaction.atomic
def freeze_agreed(*, convocation: Convocation, agreed: Mapping[str, Any], actor: Any, on: date) -> None:
    """What the upper union wrote into its reply: later steps are judged against it (NOM-07, CON-01, CON-13)."""
    with _touching("congress.freeze_agreed", convocation, actor, on) as entry:
        convocation.agreed = dict(agreed)
        convocation.save(update_fields=["agreed"])
        entry.after = dict(agreed)


@transaction.atomic
def leave_units(*, convocation: Convocation, union: Union, members: int, actor: Any, on: date) -> None:
    """A constituent left before the congress was agreed on: it elects nobody, and the seats tied to its post go.

    members: the count without it. Effects: a unit of its own goes with its delegates, a shared one is to be checked
    again; nominees for its federated seats are taken off; the list is open again.
    """
    with _touching("congress.leave_units", convocation, actor, on) as entry:
        units = list(convocation.units.filter(unions__union=union))
        ElectingUnitUnion.objects.filter(convocation=convocation, union=union).delete()
        for unit in units:
            if unit.unions.exists():
                unit.delegates.update(confirmed=False)
            else:
                unit.delete()
        gone = convocation.nominees.filter(union=union, source=Source.FEDERATED, withdrawn=False)
        entry.after = {"union": union.name, "nominees": [str(nominee.person) for nominee in gone]}
        gone.update(withdrawn=True)
        _unfix_list(convocation)
        convocation.members = members
        convocation.save(update_fields=["members"])


def _unfix_list(convocation: Convocation) -> None:
    if convocation.list_fixed_on:
        convocation.list_fixed_on = None
        convocation.save(update_fields=["list_fixed_on"])


def _refuse_bad_report(
    unit: ElectingUnit,
    reported_on: date,
    entitled: int,
    present: int,
    delegates: Sequence[Mapping[str, Any]],
    on: date,
) -> None:
    if reported_on > on:
        raise refuse(_("选举日期不能晚于今天。"), field="reported_on")
    if present > entitled:
        raise refuse(
            _("实到 %(present)s 人多于应到 %(entitled)s 人。") % {"present": present, "entitled": entitled},
            field="present",
        )
    if len(delegates) > unit.places:
        raise refuse(
            _("报了 %(got)s 名代表，名额只有 %(places)s 名。") % {"got": len(delegates), "places": unit.places},
            cite="CON-02", field="delegates",
        )  # fmt: skip
    over = [str(row["person"]) for row in delegates if (row.get("votes_for") or 0) > present]
    if over:
        raise refuse(_("%(names)s 的得票多于实到人数。") % {"names": "、".join(over)}, field="delegates")


def _touching(act: str, convocation: Convocation, actor: Any, on: date) -> Any:
    return record(
        act, actor=actor, on=on, obj=convocation.union, touches=[convocation.union_id, convocation.keeper_id]
    )
