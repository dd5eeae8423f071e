"""What `check` looks at, a file a subject. Each check yields findings and never raises for what it finds."""
