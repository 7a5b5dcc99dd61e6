"""Build hook of the root distribution: it depends on every member folder, found by listing.

What is built for others names the members by their versions (``assay-core==0.2.0``). Only where pip
builds in order to install (``pip install .`` in a clone), it names their folders: no index has them yet,
and one that has the names might have somebody else's.
"""

import os
import tomllib
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface


class MembersHook(MetadataHookInterface):
    def update(self, metadata: dict[str, Any]) -> None:
        root = Path(self.root)
        folders = [root / "core", root / "sandboxes", *sorted((root / "plugins").iterdir())]
        members = [folder for folder in folders if (folder / "pyproject.toml").is_file()]
        from_clone = "PIP_BUILD_TRACKER" in os.environ and all((each / "src").is_dir() for each in members)
        metadata["dependencies"] = [requirement(each, from_clone) for each in members]


def requirement(member: Path, from_clone: bool) -> str:
    """What the root says of a member: its folder here, or its version anywhere."""
    project = tomllib.loads((member / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    if from_clone:
        return f"{project['name']} @ {member.as_uri()}"
    return f"{project['name']}=={project['version']}"
