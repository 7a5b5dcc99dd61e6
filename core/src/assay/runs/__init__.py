"""Runs: what each verb does between the request and the finished directory."""
