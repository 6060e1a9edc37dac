"""The model behind the session: bundles, the runtime that runs their graphs, ears, eyes, voice and interaction core."""
