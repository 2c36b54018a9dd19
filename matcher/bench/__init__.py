"""How good and how fast is the matcher, beside named peers?"""
