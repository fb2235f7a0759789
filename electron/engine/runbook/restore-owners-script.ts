/**
 * Gives files below /mnt/restored their owners and rights as METADATA.gz has them. Bytes of names that are not UTF-8
 * may stand there as themselves or as characters U+F780–U+F7FF (path text). Owner first: changing it takes setuid away.
 */
export const restoreOwnersScript = `zcat METADATA.gz | python3 -c '
import json, os, sys
def name(text):
    return b"".join(bytes([ord(c) - 0xf700]) if 0xf780 <= ord(c) <= 0xf7ff else os.fsencode(c) for c in text)
for line in sys.stdin.buffer:
    entry = json.loads(os.fsdecode(line))
    path = os.fsencode(sys.argv[1]) + name(entry["path"])
    if os.path.lexists(path):
        os.lchown(path, entry["uid"], entry["gid"])
        if entry["type"] != "link":
            os.chmod(path, entry["mode"])
' /mnt/restored`;
