"""The domain __domain__: what lies in generators, verifiers and recipes is found by being there."""
