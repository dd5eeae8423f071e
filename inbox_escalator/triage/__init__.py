"""Room 2: which triggers does this mail pull, and on what evidence?"""
