"""Which question opens the first conversation? A code, chosen by what brings the organisations together."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from matcher.proposals import ReasonCode
from matcher.sensitive import Sensitivity, sensitivity_of
from models.organisation import Organisation
from models.proposal import Proposal, ProposalForm, ProposalReason
from models.queries.proposals import Facts
from web.actions.proposals.subjects import Subject, Subjects


class OpeningCode(StrEnum):
    """The questions; `web/words/match_list.py` turns each into a sentence."""

    CAREFUL = "careful"  # neutral: the one that `care` has
    WORKING_DAY = "working_day"  # neutral: what does an ordinary day look like?
    SAME_PEOPLE = "same_people"  # neutral: what do you see that the other may not see?
    HELP_EACH_OTHER = "help_each_other"  # both ask something that the other offers
    OUR_NEED = "our_need"  # `quote` is what the others offer
    OUR_NEED_FOR_GROUP = "our_need_for_group"  # the same, and both reach `subject`
    THEIR_NEED = "their_need"  # `quote` is what the others look for
    THEIR_NEED_FOR_GROUP = "their_need_for_group"  # the same, and both reach `subject`
    SHARED_GROUP = "shared_group"  # both reach `subject`
    SHARED_THEME = "shared_theme"  # both work on `subject`
    SHARED_MOMENT = "shared_moment"  # both meet people at `subject`
    OTHER_WORLD = "other_world"  # their work lies far apart
    COALITION_OUR_NEED = "coalition_our_need"  # `quote` is what we look for
    COALITION_OUR_OFFER = "coalition_our_offer"  # `quote` is what we offer
    COALITION_FIRST_STEP = "coalition_first_step"  # what can we begin together?
    FIRST_MEETING = "first_meeting"  # nothing more is known


@dataclass(frozen=True, slots=True)
class OpeningQuestion:
    """A question as a code, with the text that it quotes or the subject that it names, if any.

    `care`: why these may find it hard to meet, with a question for them.
    """

    code: OpeningCode
    quote: str = ""
    subject: Subject | None = None
    care: Sensitivity | None = None


def opening_questions(
    proposals: Sequence[Proposal], viewer_id: int, subjects: Subjects
) -> tuple[OpeningQuestion, ...]:
    """One question per proposal for this organisation, in the same order.

    A question that stands on the list already gives way to
    the next one that suits, so that a list does not repeat itself as long as the reasons allow it.
    """
    questions: list[OpeningQuestion] = []
    for proposal in proposals:
        suitable = _suitable(proposal, viewer_id, subjects)
        used = {question.code for question in questions}
        questions.append(next((q for q in suitable if q.code not in used), suitable[0]))
    return tuple(questions)


def is_sensitive(organisations: Sequence[Organisation]) -> bool:
    """Whether two of these are usually opposed, such as a bailiff and a social worker."""
    return _care(organisations) is not None


def _care(organisations: Sequence[Organisation]) -> Sensitivity | None:
    kinds = [organisation.kind for organisation in organisations if organisation.kind]
    return sensitivity_of(Facts(0, kind.slug, kind.sector_slug) for kind in kinds)


def _suitable(proposal: Proposal, viewer_id: int, subjects: Subjects) -> list[OpeningQuestion]:
    """The questions that suit this proposal, the best first; never empty."""
    care = _care([member.organisation for member in proposal.members])
    if care is not None:
        neutral = (OpeningCode.WORKING_DAY, OpeningCode.SAME_PEOPLE)
        return [OpeningQuestion(OpeningCode.CAREFUL, care=care), *(OpeningQuestion(code) for code in neutral)]
    answered = [reason for reason in proposal.reasons if reason.code is ReasonCode.NEED_ANSWERED]
    ours = next((reason for reason in answered if reason.organisation_id == viewer_id), None)
    theirs = next((reason for reason in answered if reason.partner_id == viewer_id), None)
    if proposal.form is ProposalForm.COALITION:
        return _for_coalition(ours, theirs)
    return _for_pairing(proposal, ours, theirs, subjects)


def _for_coalition(ours: ProposalReason | None, theirs: ProposalReason | None) -> list[OpeningQuestion]:
    questions = []
    if ours is not None:
        questions.append(OpeningQuestion(OpeningCode.COALITION_OUR_NEED, ours.quote))
    if theirs is not None:
        questions.append(OpeningQuestion(OpeningCode.COALITION_OUR_OFFER, theirs.partner_quote))
    return [*questions, OpeningQuestion(OpeningCode.COALITION_FIRST_STEP)]


def _for_pairing(
    proposal: Proposal,
    ours: ProposalReason | None,
    theirs: ProposalReason | None,
    subjects: Subjects,
) -> list[OpeningQuestion]:
    named = {reason.code: subjects.get((reason.code, reason.detail)) for reason in reversed(proposal.reasons)}
    group = named.get(ReasonCode.SHARED_GROUP)
    theme, moment = named.get(ReasonCode.SHARED_THEME), named.get(ReasonCode.SHARED_MOMENT)
    code = OpeningCode
    questions = []
    if ours is not None and theirs is not None:
        questions.append(OpeningQuestion(code.HELP_EACH_OTHER))
    if ours is not None and group is not None:
        questions.append(OpeningQuestion(code.OUR_NEED_FOR_GROUP, ours.partner_quote, group))
    if ours is not None:
        questions.append(OpeningQuestion(code.OUR_NEED, ours.partner_quote))
    if theirs is not None and group is not None:
        questions.append(OpeningQuestion(code.THEIR_NEED_FOR_GROUP, theirs.quote, group))
    if theirs is not None:
        questions.append(OpeningQuestion(code.THEIR_NEED, theirs.quote))
    if group is not None:
        questions.append(OpeningQuestion(code.SHARED_GROUP, subject=group))
    if moment is not None:
        questions.append(OpeningQuestion(code.SHARED_MOMENT, subject=moment))
    if theme is not None:
        questions.append(OpeningQuestion(code.SHARED_THEME, subject=theme))
    if {ReasonCode.DISTANT_SECTORS, ReasonCode.RARE_KINDS} & named.keys():
        questions.append(OpeningQuestion(code.OTHER_WORLD))
    return [*questions, OpeningQuestion(code.FIRST_MEETING)]
