"""What does an organisation do on its own pages?"""
