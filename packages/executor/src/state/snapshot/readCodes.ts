import { readFileSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { ProtocolError } from "@muniment/protocol";
import type { Manifest } from "./Manifest.js";

const file = "codes.bin";

/** The code records that snapshots need. @throws SNAPSHOT_CORRUPT */
export function readCodes(directory: string, { size, checksum }: Manifest["codes"]): Uint8Array {
  if (size === 0) return new Uint8Array();
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(join(directory, file)).subarray(0, size);
  } catch (cause) {
    throw new ProtocolError("SNAPSHOT_CORRUPT", { file, problem: "it cannot be read" }, { cause });
  }
  if (bytes.length !== size || crc32(bytes) !== checksum) {
    throw new ProtocolError("SNAPSHOT_CORRUPT", { file, problem: "it has another checksum" });
  }
  return bytes;
}
