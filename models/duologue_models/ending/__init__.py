"""How an end sounds: the small network of the ears that tells it (app/duologue/model/ears/ending.py), made from natural
voices."""
