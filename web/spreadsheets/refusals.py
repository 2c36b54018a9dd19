"""Why is a file not read? One code for each thing that is wrong; the web turns it into a sentence."""

from enum import StrEnum


class FileFault(StrEnum):
    """What is wrong with a file."""

    EMPTY = "empty"
    TOO_BIG = "too_big"
    OLD_FORM = "old_form"  # .xls, from before 2007
    OTHER_FORM = "other_form"  # .ods, .xlsb, .numbers
    NOT_A_SPREADSHEET = "not_a_spreadsheet"
    ENCRYPTED = "encrypted"
    MACROS = "macros"
    UNPACKS_TOO_BIG = "unpacks_too_big"  # a zip bomb, or a million blank rows with colours
    DAMAGED = "damaged"
    NO_HEADING = "no_heading"
    NO_ROWS = "no_rows"
    TOO_MANY_ROWS = "too_many_rows"


class FileRefused(ValueError):
    """A file cannot be read. `words` go into the sentence that the reader gets."""

    def __init__(self, fault: FileFault, **words: str | int) -> None:
        super().__init__(f"the file was refused: {fault} {words}")
        self.fault = fault
        self.words = words
