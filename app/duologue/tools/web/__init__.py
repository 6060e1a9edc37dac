"""The tools that leave the machine: search, pages, weather. What they bring back is data from outside."""
