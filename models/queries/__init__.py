"""Which reusable questions do pages and jobs ask of the tables?"""
