"""Papers beside those of the cases: a signed notice, one set aside, a draft, one that came from outside."""

from __future__ import annotations

from gonglian.dashboards.demo.city import City
from gonglian.dashboards.demo.names import COUNTY, DEMO, TOWN
from gonglian.documents import actions
from gonglian.documents.models import Paper
from gonglian.documents.papers import Kind


def build(city: City) -> None:
    handler, head = city.users["county.handler"], city.users["county.head"]
    for title, days in (("关于报送本季度行业工会情况的通知", 70), ("关于举办行业工会干部培训的通知", 24)):
        paper = _draft(city, title, days)
        actions.sign_paper(paper=paper, actor=head, on=city.ago(days))
    actions.void_paper(paper=paper, reason="培训改期，另行通知。", actor=head, on=city.ago(20))
    _draft(city, "关于改期举办行业工会干部培训的通知", 3)
    actions.record_external_paper(
        issuer_name=f"区工商业联合会{DEMO}", number="", title="关于商请共同推进行业工会组建的函", dated=city.ago(16),
        addressee=city.heads[COUNTY], kind=Kind.LETTER, actor=handler, on=city.ago(14),
    )  # fmt: skip


def _draft(city: City, title: str, days: int) -> Paper:
    return actions.draft_paper(
        issuer=city.heads[COUNTY], addressee=city.heads[TOWN], kind=Kind.NOTICE, purpose="", title=title,
        body="请按时办理，并把结果报区总工会。", actor=city.users["county.handler"], on=city.ago(days),
    )  # fmt: skip
