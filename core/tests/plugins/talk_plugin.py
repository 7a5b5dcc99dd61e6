"""A verifier that tells what it sees."""

from __future__ import annotations

import json

import assay


@assay.verifier("talk.shows")
def shows(sample):
    """What is there?"""
    sources = [[s.id, s.text, s.title, s.licence, s.place] for s in sample.sources]
    seen = {
        "messages": [[turn.role, turn.content] for turn in sample.messages],
        "prompt": sample.prompt,
        "response": sample.response,
        "sources": sources,
    }
    return assay.Verdict(assay.Status.REJECTED, "seen", json.dumps(seen))


@assay.hookimpl
def assay_register_verifiers():
    return [shows]
