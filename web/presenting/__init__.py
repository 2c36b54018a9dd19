"""How does what was found become a page, a sheet of paper or a file?"""
