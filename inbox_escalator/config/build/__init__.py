"""Values that are right become the settings of each room."""
