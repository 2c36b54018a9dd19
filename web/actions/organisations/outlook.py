"""What does an organisation get back for what it told? Which kinds may need it, and what we would ask it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.embedder import Embedder
from matcher.profiles import Profile
from matcher.questions import Question
from matcher.typical import WantedBy
from matcher.vectors import RememberingEmbedder, typical_texts
from models.exchange import load_profiles, load_vectors, save_vectors
from models.job import JobName, JobState
from models.organisation import Organisation
from models.outlook import Outlook
from models.outlook_exchange import save_outlook
from web.actions.jobs import enqueue

# Who saves two steps in a row asks once.
SETTLE = timedelta(seconds=1)

Vectors = Mapping[str, NDArray[np.float32]]


class OutlookState(StrEnum):
    """How far an outlook is."""

    NONE = "none"  # nobody asked for it yet
    COMING = "coming"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Thoughts:
    """What came out for one organisation, best first. `vectors`: typical texts that were read for it."""

    kinds: tuple[WantedBy, ...]
    questions: tuple[Question, ...]
    vectors: Vectors


def ask_outlook(session: Session, organisation_id: int, *, at: datetime) -> Outlook:
    """The outlook of this organisation, which the job process makes anew; one job at a time waits for it."""
    # Whoever comes second at one moment waits here, and then finds the row.
    session.execute(select(Organisation.id).where(Organisation.id == organisation_id).with_for_update())
    outlook = session.get(Outlook, organisation_id)
    if outlook is None:
        outlook = Outlook(organisation_id=organisation_id)
        session.add(outlook)
    if outlook.job is None or outlook.job.state is not JobState.WAITING:
        outlook.job = enqueue(session, JobName.OUTLOOK, {"organisation_id": organisation_id}, at=at)
        outlook.job.run_after = at + SETTLE
    session.flush()
    return outlook


def outlook_state(outlook: Outlook | None) -> OutlookState:
    """How far it is; an older result can be there while a new one is coming."""
    if outlook is None:
        return OutlookState.NONE
    if outlook.job is not None and outlook.job.state in (JobState.WAITING, JobState.LEASED):
        return OutlookState.COMING
    if outlook.job is not None and outlook.job.state is JobState.FAILED:
        return OutlookState.FAILED
    return OutlookState.READY if outlook.made_at else OutlookState.NONE


def load_for_outlook(
    session: Session, organisation_id: int, embedder_name: str
) -> tuple[Profile | None, Vectors]:
    """The profile, None when the organisation is gone; and the vectors of typical texts read before."""
    profiles = load_profiles(session, [organisation_id])
    vectors = load_vectors(session, embedder_name, sorted(typical_texts(embedder_name)))
    return (profiles[0] if profiles else None), vectors


def think(profile: Profile, vectors: Vectors, embedder: Embedder) -> Thoughts:
    """Which kinds may need this organisation, and which questions would tell most. Touches no database."""
    from matcher.asking import telling_questions  # both bring in SciPy and scikit-learn, which no page needs
    from matcher.outlook import kinds_that_may_need, room_for

    reader = RememberingEmbedder(embedder, dict(vectors))
    kinds = kinds_that_may_need(profile, reader)
    telling = telling_questions(profile, room_for(profile), reader)
    worth_keeping = typical_texts(embedder.name).keys() - vectors.keys()
    fresh = {
        fingerprint: reader.vectors[fingerprint] for fingerprint in worth_keeping & reader.vectors.keys()
    }
    return Thoughts(kinds, tuple(each.question for each in telling), fresh)


def keep_outlook(
    session: Session, organisation_id: int, thoughts: Thoughts, *, embedder_name: str, at: datetime
) -> None:
    """Store what came out; an organisation that is gone by now is left alone."""
    save_vectors(session, embedder_name, thoughts.vectors)
    outlook = session.get(Outlook, organisation_id)
    if outlook is not None:
        save_outlook(outlook, thoughts.kinds, thoughts.questions)
        outlook.made_at = at
    session.flush()
