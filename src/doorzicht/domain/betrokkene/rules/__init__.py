"""What holds for a betrokkene: how long his data stay, within what time he is answered, and what he is shown."""
