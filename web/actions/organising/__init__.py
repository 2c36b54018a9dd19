"""How does a meeting come about: programme, invitations, answers, and who is missing?"""
