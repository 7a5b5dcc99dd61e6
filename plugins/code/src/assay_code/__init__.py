"""The code domain of Assay."""
