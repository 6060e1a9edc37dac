"""The whole of what was said around the words that the interaction model copied, so that no part stands for a whole.

The model says which tool is meant and points at words; what belongs to them is read here, exactly: each module reads
what the tools of one kind are told. Where not all can be read, the user is asked, or told that it cannot be done.
"""
