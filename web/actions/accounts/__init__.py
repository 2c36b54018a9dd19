"""What may people do about themselves, and what do we forget of them?"""
