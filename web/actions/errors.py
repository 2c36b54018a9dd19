"""What can go wrong in an action? The base of their errors; the web turns the codes into sentences."""


class ActionError(Exception):
    """Something that was asked for cannot be done. `code` names why; the message is for developers."""

    code = "not_possible"
