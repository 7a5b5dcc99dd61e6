"""The backends of the sandbox interface (:mod:`assay.sandbox`)."""
