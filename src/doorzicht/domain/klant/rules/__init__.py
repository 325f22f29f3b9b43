"""What holds for a klant: how the cells of the Sonar export are read, and whose klant somebody is."""
