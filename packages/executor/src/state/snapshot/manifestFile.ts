import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { ProtocolError } from "@muniment/protocol";
import { syncDirectory } from "../log/syncDirectory.js";
import { emptyManifest, type Manifest } from "./Manifest.js";

const file = "snapshot.json";
const format = 1;

/** The manifest of a directory; an empty one when there is none. @throws SNAPSHOT_CORRUPT */
export function readManifest(directory: string): Manifest {
  const path = join(directory, file);
  if (!existsSync(path)) return emptyManifest;
  const text = readFileSync(path, "utf8");
  let outer: { format?: unknown; checksum?: unknown; manifest?: unknown };
  try {
    outer = JSON.parse(text) as typeof outer;
  } catch (cause) {
    throw new ProtocolError("SNAPSHOT_CORRUPT", { file, problem: "it is not JSON" }, { cause });
  }
  if (outer.format !== format) throw refusal(`it has the format ${String(outer.format)}`);
  // The checksum proves that this program wrote it, and so its shape.
  if (outer.checksum !== crc32(JSON.stringify(outer.manifest))) throw refusal("it has another checksum");
  return outer.manifest as Manifest;
}

/** Puts the manifest in the place of the one before, as a whole (STORE-14). */
export function writeManifest(directory: string, manifest: Manifest): void {
  const path = join(directory, file);
  const temporary = `${path}.new`;
  const checksum = crc32(JSON.stringify(manifest));
  const fd = openSync(temporary, "w");
  try {
    writeFileSync(fd, `${JSON.stringify({ format, checksum, manifest }, undefined, 2)}\n`);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  renameSync(temporary, path);
  syncDirectory(directory);
}

function refusal(problem: string): ProtocolError {
  return new ProtocolError("SNAPSHOT_CORRUPT", { file, problem });
}
