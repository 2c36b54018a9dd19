"""Who sits where, in which round?"""
