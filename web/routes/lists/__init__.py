"""What does an attendee read and tell, and how does it get there?"""
