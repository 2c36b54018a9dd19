"""Does a result keep the rules of the meeting, whoever made it? Every fault at once."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from matcher.constraints import MeetingRules, breaks_parties, pair_of
from matcher.profiles import Profile
from matcher.promises import Promises, promises_of
from matcher.proposals import QUOTED, CoalitionProposal, MatchResult, Pairing, Reason
from matcher.settings import MatcherSettings


class FaultCode(StrEnum):
    """What is wrong with a result."""

    UNKNOWN_ORGANISATION = "unknown_organisation"  # a proposal names an id that does not take part
    REPEATED_MEMBER = "repeated_member"  # an organisation meets itself
    UNORDERED = "unordered"  # members do not stand in ascending order
    REPEATED_PAIRING = "repeated_pairing"  # the same two are proposed twice
    FORBIDDEN_PAIR = "forbidden_pair"  # the rules keep these two apart
    ACQUAINTED_PAIR = "acquainted_pair"  # a pairing of two who know each other already
    BELOW_FIT_FLOOR = "below_fit_floor"  # a pairing of which the fit is too low
    TOO_MANY_PROPOSALS = "too_many_proposals"  # an organisation has more pairings than its maximum
    WRONG_SIZE = "wrong_size"  # a coalition is too small or too large
    PARTY_MISSING = "party_missing"  # a coalition lacks a party that the meeting wants
    TWO_COALITIONS = "two_coalitions"  # an organisation is in more than one coalition
    NOT_ACCOUNTED_FOR = "not_accounted_for"  # in no proposal and not among the unmatched
    WRONGLY_UNMATCHED = "wrongly_unmatched"  # among the unmatched, and yet in a proposal
    NOT_KEPT = "not_kept"  # what an organiser approved or pinned is not proposed again
    REFUSED_BEFORE = "refused_before"  # what an organiser refused is proposed again
    TORN_APART = "torn_apart"  # a coalition has one of two who must be together
    UNQUOTABLE_REASON = "unquotable_reason"  # a reason quotes what its organisation did not write


@dataclass(frozen=True, slots=True)
class Fault:
    """One broken rule; `organisations` are the profile ids that it is about; `detail` a party's name."""

    code: FaultCode
    organisations: tuple[int, ...]
    detail: str = ""


def check_result(
    result: MatchResult, profiles: Sequence[Profile], *, rules: MeetingRules, settings: MatcherSettings
) -> tuple[Fault, ...]:
    """All faults of a result: of pairings, of coalitions, of earlier decisions, then whom it forgot.

    Empty = all is well.
    """
    promises = promises_of(rules, {profile.id for profile in profiles})
    faults = (
        *check_pairings(result.pairings, profiles, rules=rules, settings=settings),
        *check_coalitions(result.coalitions, profiles, rules=rules, settings=settings),
    )
    return (
        *(fault for fault in faults if not _is_excused(fault, promises, settings)),
        *check_promises(result, profiles, rules=rules),
        *_forgotten(result, profiles),
    )


def check_pairings(
    pairings: Sequence[Pairing],
    profiles: Sequence[Profile],
    *,
    rules: MeetingRules,
    settings: MatcherSettings,
) -> tuple[Fault, ...]:
    """The faults of pairings, in their order; then of organisations with too many of them, by id."""
    known = {profile.id: profile for profile in profiles}
    faults: list[Fault] = []
    seen: set[tuple[int, int]] = set()
    for pairing in pairings:
        members = (pairing.first, pairing.second)
        pair = pair_of(*members)
        faults += _membership(members, known)
        if pair in seen:
            faults.append(Fault(FaultCode.REPEATED_PAIRING, members))
        if pair in rules.forbidden:
            faults.append(Fault(FaultCode.FORBIDDEN_PAIR, members))
        if pair in rules.acquainted:
            faults.append(Fault(FaultCode.ACQUAINTED_PAIR, members))
        if pairing.scores.fit < settings.fit_floor:
            faults.append(Fault(FaultCode.BELOW_FIT_FLOOR, members))
        faults += _unquotable(pairing.reasons, members, known)
        seen.add(pair)
    counts = Counter(member for pair in seen for member in pair)
    return (*faults, *_over(counts, settings.maximum_proposals, FaultCode.TOO_MANY_PROPOSALS))


def check_coalitions(
    coalitions: Sequence[CoalitionProposal],
    profiles: Sequence[Profile],
    *,
    rules: MeetingRules,
    settings: MatcherSettings,
) -> tuple[Fault, ...]:
    """The faults of coalitions, in their order; then of organisations that are in several, by id."""
    known = {profile.id: profile for profile in profiles}
    faults: list[Fault] = []
    for coalition in coalitions:
        members = coalition.members
        faults += _membership(members, known)
        if not settings.smallest_coalition <= len(members) <= settings.largest_coalition:
            faults.append(Fault(FaultCode.WRONG_SIZE, members))
        present = [known[member] for member in members if member in known]
        faults += [
            Fault(FaultCode.PARTY_MISSING, members, party.name)
            for party in breaks_parties(present, rules.parties)
        ]
        faults += [
            Fault(FaultCode.FORBIDDEN_PAIR, pair)
            for pair in combinations(sorted(set(members)), 2)
            if pair in rules.forbidden
        ]
        faults += _unquotable(coalition.reasons, members, known)
    counts = Counter(member for coalition in coalitions for member in set(coalition.members))
    return (*faults, *_over(counts, 1, FaultCode.TWO_COALITIONS))


def check_promises(
    result: MatchResult, profiles: Sequence[Profile], *, rules: MeetingRules
) -> tuple[Fault, ...]:
    """The faults against what organisers decided before: what stands, what not, who stays together."""
    promises = promises_of(rules, {profile.id for profile in profiles})
    standing = {*promises.pairs, *promises.coalitions}
    return (
        *(Fault(FaultCode.NOT_KEPT, group) for group in sorted(standing - result.groups)),
        *(Fault(FaultCode.REFUSED_BEFORE, group) for group in sorted(promises.refused & result.groups)),
        *(
            Fault(FaultCode.TORN_APART, coalition.members)
            for coalition in result.coalitions
            if coalition.members not in standing
            and any(
                len(set(pair) & set(coalition.members)) == 1
                and set(pair) <= {profile.id for profile in profiles}
                for pair in rules.together
            )
        ),
    )


def _is_excused(fault: Fault, promises: Promises, settings: MatcherSettings) -> bool:
    """Whether an organiser asked for it: what stands may be weak, acquainted, or more than the maximum."""
    if fault.code in (FaultCode.ACQUAINTED_PAIR, FaultCode.BELOW_FIT_FLOOR, FaultCode.PARTY_MISSING):
        return fault.organisations in {*promises.pairs, *promises.coalitions}
    if fault.code is FaultCode.TOO_MANY_PROPOSALS:
        (one,) = fault.organisations
        return sum(one in pair for pair in promises.pairs) > settings.maximum_proposals
    return False


def _membership(members: tuple[int, ...], known: Mapping[int, Profile]) -> Iterator[Fault]:
    if unknown := tuple(member for member in members if member not in known):
        yield Fault(FaultCode.UNKNOWN_ORGANISATION, unknown)
    if len(set(members)) < len(members):
        yield Fault(FaultCode.REPEATED_MEMBER, members)
    if list(members) != sorted(members):
        yield Fault(FaultCode.UNORDERED, members)


def _unquotable(
    reasons: Iterable[Reason], members: tuple[int, ...], known: Mapping[int, Profile]
) -> Iterator[Fault]:
    for reason in reasons:
        about = (reason.organisation, reason.partner)
        if not set(about) <= set(members) & set(known):
            yield Fault(FaultCode.UNQUOTABLE_REASON, about)
        elif reason.code in QUOTED:
            quotes = (reason.quote, reason.partner_quote)
            if any(
                quote not in known[one].quotable(role)
                for one, role, quote in zip(about, QUOTED[reason.code], quotes, strict=True)
            ):
                yield Fault(FaultCode.UNQUOTABLE_REASON, about)


def _over(counts: Counter[int], maximum: int, code: FaultCode) -> Iterator[Fault]:
    return (Fault(code, (one,)) for one in sorted(counts) if counts[one] > maximum)


def _forgotten(result: MatchResult, profiles: Sequence[Profile]) -> Iterator[Fault]:
    paired = {one for pairing in result.pairings for one in (pairing.first, pairing.second)}
    grouped = {one for coalition in result.coalitions for one in coalition.members}
    for served, coalition in ((paired, False), (grouped, True)):
        listed = {left.organisation for left in result.unmatched if left.coalition is coalition}
        for profile in sorted(profiles, key=lambda profile: profile.id):
            if profile.id not in served | listed:
                yield Fault(FaultCode.NOT_ACCOUNTED_FOR, (profile.id,))
            elif profile.id in served & listed:
                yield Fault(FaultCode.WRONGLY_UNMATCHED, (profile.id,))
