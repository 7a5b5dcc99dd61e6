"""Build hook of the root distribution: it depends on every member folder, found by listing."""

from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface


class MembersHook(MetadataHookInterface):
    def update(self, metadata: dict[str, Any]) -> None:
        root = Path(self.root)
        members = [root / "core", root / "sandboxes", *sorted((root / "plugins").iterdir())]
        metadata["dependencies"] = [
            f"assay-{member.name} @ {member.as_uri()}"
            for member in members
            if (member / "pyproject.toml").is_file()
        ]
