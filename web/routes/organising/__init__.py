"""How does an organiser bring people to a meeting?"""
