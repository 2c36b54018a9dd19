"""How does someone come in, and what can they do with their own data?"""
