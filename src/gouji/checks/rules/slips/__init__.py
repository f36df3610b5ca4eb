"""Rules about slips of the pen."""
