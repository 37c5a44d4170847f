import { ProtocolError } from "@muniment/protocol";
import type { BlobArchive, BlobReference } from "./BlobArchive.js";
import { versionedHashOf } from "./versionedHashOf.js";

/**
 * The blob with a versioned hash, whatever the archive is.
 * @throws BLOB_MISSING when the archive does not have it or cannot be asked, BLOB_WRONG when it gives another one,
 * BLOB_INVALID when it gives what is none
 */
export async function checkedBlob(archive: BlobArchive, reference: BlobReference): Promise<Uint8Array> {
  const { versionedHash } = reference;
  const blob = await ask(archive, reference);
  if (blob === undefined) {
    throw new ProtocolError("BLOB_MISSING", { versionedHash, problem: `${archive.name} does not have it` });
  }
  const actual = versionedHashOf(blob);
  if (actual !== versionedHash) {
    throw new ProtocolError("BLOB_WRONG", { archive: archive.name, expected: versionedHash, actual });
  }
  return blob;
}

async function ask(archive: BlobArchive, reference: BlobReference): Promise<Uint8Array | undefined> {
  try {
    return await archive.blob(reference);
  } catch (cause) {
    const { versionedHash } = reference;
    const problem = `${archive.name} cannot be asked: ${cause instanceof Error ? cause.message : String(cause)}`;
    throw new ProtocolError("BLOB_MISSING", { versionedHash, problem }, { cause });
  }
}
