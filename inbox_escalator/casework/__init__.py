"""Room 3: what shall we do? Pure: the same mail, situation and moment give the same decision."""
