"""Which words do people read for what the code calls otherwise?"""
