def read_dates(q, today): return None
