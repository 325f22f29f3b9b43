"""The inzage of a betrokkene as files to keep: a document for people, and one for programs."""
