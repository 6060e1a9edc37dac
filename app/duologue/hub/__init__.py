"""Downloads from the Hugging Face hub, when the user asks for one: a folder of files that appears when it is whole.

`download.py` is what the program holds; the work is done by a process of its own (`process.py`), which alone imports
`huggingface_hub`, so that a pause takes effect at once and the settings of that library stay there.
"""
