"""What the operating system gives: keys that work everywhere, and reaching an instance that runs."""
