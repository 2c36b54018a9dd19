"""What is done in the background, by the job process?"""
