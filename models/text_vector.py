"""Which texts were read already, and as what vector?"""

from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class TextVector(Base):
    """The vector of one text for one embedder, found by the fingerprint of the text.

    A changed text has another fingerprint, so a stale vector cannot be taken for a fresh one.
    `vector`: float32, little-endian, unit length.
    """

    __tablename__ = "text_vector"

    embedder: Mapped[str] = mapped_column(primary_key=True)
    fingerprint: Mapped[str] = mapped_column(primary_key=True)
    vector: Mapped[bytes]
