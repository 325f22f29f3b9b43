"""The way into the rights of a betrokkene: what is held of him, who looked, what he asks, and how long it is kept."""
