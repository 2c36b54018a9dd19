"""How does an organiser get proposals and judge them?"""
