"""Words of the doelgroepregister banenafspraak: who counts, on what ground, from when to when."""
