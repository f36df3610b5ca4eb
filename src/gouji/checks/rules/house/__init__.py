"""Rules about cells and rows, and about the workspace's waivers and relations."""
