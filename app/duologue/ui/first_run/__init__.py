"""Getting started: microphone, voice, camera, keys and background model, one step after the other."""
