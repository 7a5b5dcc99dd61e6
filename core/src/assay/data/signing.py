"""Signatures under the digest of a data set, by an Ed25519 key such as people have for SSH."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

from assay.data.proof import Proof
from assay.errors import UsageError
from assay.records import canonical_json

_DOMAIN = b"assay data set digest\n"  # a signature is of no use anywhere else


def sign(proof: Proof, key: Path) -> dict[str, Any]:
    """The first line of a proof file, signed. ``key`` is a private Ed25519 key in OpenSSH's or in PEM form."""
    serialization, private_kind, _ = _library()
    try:
        text = key.read_bytes()
        load = (
            serialization.load_ssh_private_key if b"OPENSSH" in text else serialization.load_pem_private_key
        )
        private = load(text, password=None)
    except OSError as error:
        raise UsageError(f"cannot read the key {key} ({error.strerror or error})") from None
    except TypeError:
        raise UsageError(f"{key} is locked by a passphrase; give a key without one") from None
    except ValueError:
        private = None
    if not isinstance(private, private_kind):
        raise UsageError(
            f"{key} is no private Ed25519 key; make one with ssh-keygen -t ed25519 -N '' -f {key.name}"
        )
    public = private.public_key().public_bytes(
        serialization.Encoding.OpenSSH, serialization.PublicFormat.OpenSSH
    )
    value = base64.b64encode(private.sign(_signed(proof.head))).decode()
    return {**proof.head, "signature": {"key": public.decode(), "value": value}}


def signature_problem(head: dict[str, Any], signer: Path | None) -> str:
    """What is wrong with the signature of a proof file, ``""`` if it holds.

    With ``signer``, a file of a public key in OpenSSH's form, it must be by that key.
    """
    signature = head.get("signature")
    if not signature:
        return "it is not signed" if signer else ""
    serialization, _, public_kind = _library()
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm

    try:
        key = serialization.load_ssh_public_key(str(signature["key"]).encode())
        if not isinstance(key, public_kind):
            return "it is signed with a key of another kind than Ed25519"
        key.verify(base64.b64decode(signature["value"], validate=True), _signed(head))
    except (KeyError, TypeError, ValueError, UnsupportedAlgorithm):
        return "its signature cannot be read"
    except InvalidSignature:
        return "its signature does not fit what it says"
    if signer and _words(signer) != str(signature["key"]).split()[:2]:
        return f"it is signed by another key than that of {signer}"
    return ""


def fingerprint(head: dict[str, Any]) -> str:
    """The key of a signature as ``ssh-keygen -l`` names it."""
    import hashlib

    blob = base64.b64decode(str(head["signature"]["key"]).split()[1])
    return "SHA256:" + base64.b64encode(hashlib.sha256(blob).digest()).decode().rstrip("=")


def _words(signer: Path) -> list[str]:
    try:
        words = signer.read_text(encoding="utf-8").split()[:2]
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot read the public key {signer} ({error})") from None
    if len(words) < 2 or words[0] != "ssh-ed25519":
        raise UsageError(f"{signer} is no public key 'ssh-ed25519 …'; name the .pub file of the key")
    return words


def _signed(head: dict[str, Any]) -> bytes:
    told = {name: value for name, value in head.items() if name != "signature"}
    return _DOMAIN + canonical_json(told).encode()


def _library() -> Any:
    try:
        from cryptography.hazmat.primitives import serialization
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
    except ImportError:
        raise UsageError("signatures need the library cryptography: pip install 'assay-core[sign]'") from None
    return serialization, Ed25519PrivateKey, Ed25519PublicKey
