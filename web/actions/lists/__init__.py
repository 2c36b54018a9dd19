"""What do attendees read before the meeting and tell on the day?"""
