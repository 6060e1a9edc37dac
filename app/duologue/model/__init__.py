"""The model behind the session: bundles, the runtime that runs their graphs, ears, voice and core."""
