"""Files appear under their final name only when they are whole."""

import os


def write_file(folder: str, name: str, chunks) -> int:
    """Writes the byte chunks to a temporary name in `folder` and renames. Returns the size."""
    target = os.path.join(folder, name)
    temporary = os.path.join(folder, f".{name}.tmp")
    size = 0
    try:
        with open(temporary, "wb", buffering=1 << 20) as file:
            for chunk in chunks:
                file.write(chunk)
                size += len(chunk)
        os.replace(temporary, target)
    except BaseException:
        if os.path.exists(temporary):
            os.remove(temporary)
        raise
    return size
