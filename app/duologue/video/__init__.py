"""The camera: which there are, and the newest picture of one."""
