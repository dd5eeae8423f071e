"""A month of a working desk in virtual time: customers, staff, weather, and the laws that hold after every step."""
