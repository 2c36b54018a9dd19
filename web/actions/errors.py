"""What can go wrong in an action? The base of their errors; the web turns the codes into sentences."""


class ActionError(Exception):
    """Something that was asked for cannot be done. `code` names why; the message is for developers."""

    code = "not_possible"


class ChangedMeanwhileError(ActionError):
    """Someone else saved this after it was shown; show both versions and let the person choose."""

    code = "changed_meanwhile"
