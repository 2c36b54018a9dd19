"""What do reasons name? The groups, themes, moments and schemes that organisations share."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.labels import Label, labels
from matcher.proposals import ReasonCode
from models.kind import TargetGroup, Theme
from models.proposal import Proposal

Subject = TargetGroup | Theme | Label
Subjects = Mapping[tuple[ReasonCode, str], Subject]


def subjects_of(session: Session, proposals: Sequence[Proposal]) -> Subjects:
    """All that the reasons of these proposals name, by code and slug."""
    slugs = {reason.detail for proposal in proposals for reason in proposal.reasons if reason.detail}
    groups = session.scalars(select(TargetGroup).where(TargetGroup.slug.in_(slugs)))
    themes = session.scalars(select(Theme).where(Theme.slug.in_(slugs)))
    read = [labels()[slug] for slug in slugs & labels().keys()]
    return {
        **{(ReasonCode.SHARED_GROUP, group.slug): group for group in groups},
        **{(ReasonCode.SHARED_THEME, theme.slug): theme for theme in themes},
        **{(ReasonCode.SHARED_MOMENT, label.slug): label for label in read},
        **{(ReasonCode.SHARED_SCHEME, label.slug): label for label in read},
    }
