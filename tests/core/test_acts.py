"""The log and the guard: nothing changes outside an act, nothing in the log can be altered."""

import pytest
from django.db import DatabaseError, connection, transaction

from gonglian.core.acts import record
from gonglian.core.models import Act
from gonglian.core.protection import guarded_models
from gonglian.core.seals import seal_acts, verify_log
from gonglian.organisation.models import Union
from tests.factories.organisation import DAY, make_town, make_union

pytestmark = pytest.mark.django_db


def test_write_outside_an_act_is_refused() -> None:
    with pytest.raises(DatabaseError, match="outside an act"), transaction.atomic():
        Union.objects.create(
            city="3713", kind="local", name="甲", pinyin="jia", initials="j", region_id="3713"
        )


def test_write_after_an_act_ended_is_refused() -> None:
    union = make_union("甲市总工会", "local", "3713")
    with pytest.raises(DatabaseError, match="outside an act"), transaction.atomic():
        Union.objects.filter(pk=union.pk).update(name="乙市总工会")


def test_raw_sql_outside_an_act_is_refused() -> None:
    make_union("甲市总工会", "local", "3713")
    with (
        pytest.raises(DatabaseError, match="outside an act"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("delete from organisation_unionname")


def test_every_domain_table_has_the_guard() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select tgrelid::regclass::text from pg_trigger where tgname = 'gonglian_guard'")
        guarded = {row[0] for row in cursor.fetchall()}
    assert guarded == {model._meta.db_table for model in guarded_models()}


@pytest.mark.parametrize(
    "attempt",
    [
        "update core_act set act = 'x'",
        "delete from core_act",
        "truncate core_act",
        "update core_seal set digest = ''",
    ],
)
def test_log_refuses_changes(attempt: str) -> None:
    make_union("甲市总工会", "local", "3713")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(attempt)


def test_app_role_may_not_change_the_shape() -> None:
    with pytest.raises(DatabaseError, match=r"permission denied|must be owner"), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("create table stray (id int)")


def test_act_without_transaction_is_refused(transactional_db: None) -> None:
    with pytest.raises(RuntimeError, match="outside a transaction"), record("x.y", actor=None, on=DAY):
        pass


def test_failed_act_leaves_no_row() -> None:
    before = Act.objects.count()
    with pytest.raises(ZeroDivisionError), transaction.atomic(), record("x.y", actor=None, on=DAY):
        raise ZeroDivisionError
    assert Act.objects.count() == before


def test_nested_act_lets_the_outer_one_go_on() -> None:
    with transaction.atomic(), record("x.outer", actor=None, on=DAY):
        make_union("甲市总工会", "local", "3713")
        Union.objects.update(declared={"members": 3})
    assert Act.objects.order_by("-id").first().act == "x.outer"


def test_log_row_says_who_when_what(actor: object) -> None:
    town = make_town()
    act = Act.objects.filter(act="organisation.create_union", object_id=town.north.pk).get()
    assert (act.object_name, act.on, act.actor_name, act.touches) == (
        town.north.name,
        DAY,
        "系统",
        [town.north.pk],
    )


def test_verify_is_sound_after_sealing() -> None:
    make_town()
    seal_acts()
    result = verify_log()
    assert (result["ok"], result["faults"], result["unsealed"]) == (True, [], 0)


def _as_superuser(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("set role none; set session_replication_role = replica")
        cursor.execute(sql)
        cursor.execute("set session_replication_role = default; set role gonglian_app")


def test_verify_places_a_changed_act() -> None:
    town = make_town()
    seal_acts()
    act = Act.objects.get(act="organisation.create_union", object_id=town.north.pk)
    _as_superuser(f"update core_act set object_name = '别的工会' where id = {act.pk}")
    assert [f for f in verify_log()["faults"] if f["kind"] == "act_changed"] == [
        {"kind": "act_changed", "act": act.pk, "message": f"履历第 {act.pk} 条的内容被改动过"}
    ]


def test_verify_places_a_removed_act() -> None:
    make_town()
    seal = seal_acts()
    _as_superuser(f"delete from core_act where id = {seal.acts[3]}")
    kinds = [(f["kind"], f.get("act") or f.get("seal")) for f in verify_log()["faults"]]
    assert kinds == [("act_removed", seal.acts[3]), ("seal_broken", seal.number)]


def test_second_sealing_takes_only_new_acts() -> None:
    make_union("甲市总工会", "local", "3713")
    first = seal_acts()
    assert seal_acts() is None
    make_union("乙市总工会", "local", "3713")
    second = seal_acts()
    assert (second.number, second.previous, set(second.acts) & set(first.acts)) == (
        first.number + 1,
        first.digest,
        set(),
    )
