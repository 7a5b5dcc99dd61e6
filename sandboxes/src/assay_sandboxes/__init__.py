"""Where the backends of Assay's sandbox interface will live; this release holds none yet."""
