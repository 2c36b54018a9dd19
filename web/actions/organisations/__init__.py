"""What does an organisation tell of itself, who may speak for it, and how does it come here?"""
