"""Where is written what came of it, and what others can learn?"""
