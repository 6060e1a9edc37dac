"""One grammar for what people say with numbers: lengths of time, clock times, dates, what comes again, and sums."""
