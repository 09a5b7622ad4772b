"""The command line: parse, one call into `factkit.workspace`, print. The only place that prints."""
