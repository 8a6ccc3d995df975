"""What a post written in a roster is, as far as eligibility for a union's chair is concerned.

Source: the posts barred by the clauses on eligibility (ELI-01 to ELI-03): the head of a unit and its
deputies, the legal representative, a partner, the head of personnel, and the president or vice-president of a
trade association or chamber. The secretary-general is not barred, nor are cadres of a government bureau.
"""

_HEADS = frozenset(
    [
        "总经理",
        "经理",
        "董事长",
        "执行董事",
        "总裁",
        "厂长",
        "院长",
        "校长",
        "园长",
        "行长",
        "社长",
        "总经理兼董事长",
        "董事长兼总经理",
        "法定代表人",
        "法人代表",
        "法人",
    ]
)
_DEPUTIES = frozenset(
    [
        "副总经理",
        "副经理",
        "副董事长",
        "副总裁",
        "副厂长",
        "副院长",
        "副校长",
        "副行长",
        "合伙人",
        "人力资源总监",
        "人力资源部经理",
        "人事部经理",
        "人力资源负责人",
        "人力资源部部长",
    ]
)
_ASSOCIATIONS = ("协会", "商会", "联合会", "促进会")
_PRESIDENTS = ("会长", "副会长", "执行会长", "常务副会长")


def is_unit_head(post: str) -> bool:
    """Whether the post is that of the administrative head of a unit; a head of department is not."""
    return post in _HEADS


def is_barred(post: str) -> bool:
    """Whether the post bars its holder from being chair of an industrial union."""
    return post in _HEADS or post in _DEPUTIES or _is_association_president(post)


def _is_association_president(post: str) -> bool:
    if post in _PRESIDENTS:
        return True
    return any(post.endswith(body + president) for body in _ASSOCIATIONS for president in _PRESIDENTS)
