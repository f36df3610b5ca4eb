"""Rules about the workspace's own waivers and relations."""
