"""What does a decision on a proposal tell, in one value that tests compare?"""


def told(decision):
    return (
        decision.number,
        decision.before.value,
        decision.after.value,
        decision.reason,
        decision.note,
        decision.undoes,
        decision.carried_over,
        decision.decided_by,
    )
