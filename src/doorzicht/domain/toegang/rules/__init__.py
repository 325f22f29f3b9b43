"""What is true of access: pure, whatever the clock or the database says is an argument."""
