"""Code systems: ICD-10-CM from a table in the package, UCUM, and licensed systems from files of the user."""
