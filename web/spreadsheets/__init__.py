"""How do tables of people's own spreadsheets come in safely, and how do ours go out?"""
