"""What came of it: steps, initiatives, results, and what others can learn?"""
