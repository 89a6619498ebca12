act-early = act early
act-late = act late
