"""How does an organiser arrange tables and rounds?"""
