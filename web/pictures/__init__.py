"""What is drawn, with which points and lines?"""
