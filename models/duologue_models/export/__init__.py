"""Turns published weights into the clean ONNX graphs of a bundle."""
