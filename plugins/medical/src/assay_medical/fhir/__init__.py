"""FHIR: resources and bundles in responses, what the specification demands of them, facts that they hold."""
