"""What is true of a publication: counting, protecting and checking.

Pure functions over values of the model. Never a database, a file, a clock or a person.
"""
