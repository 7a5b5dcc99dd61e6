"""Records: FHIR bundles and resources, timelines."""
