import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { ProtocolError } from "@muniment/protocol";
import { type BatchSize, circuitLevels, type ProverFiles, readSrs } from "@muniment/prover";
import { z } from "zod";

const keySchema = z.object({ key: z.string().regex(/^[A-Za-z0-9+/]+=*$/) });

/** Rows of the greatest of these circuits, as a power of two. */
export function levelsFor(sizes: readonly BatchSize[]): number {
  return Math.max(...sizes.map((size) => circuitLevels[`batch${size}`]));
}

/** Where a prover's files are. */
export interface ProverPlaces {
  /** The repository's root. */
  readonly root: string;
  /** Folder of the SRS. */
  readonly srs: string;
  readonly sizes: readonly BatchSize[];
  /** Folder for witnesses while they are proven. */
  readonly work: string;
}

/**
 * Circuits of these sizes, with the verification keys for an SRS.
 * @throws SRS_INVALID; PROVER_KEY_MISSING when there is no verification key for the SRS
 */
export async function proverFiles({ root, srs, sizes, work }: ProverPlaces): Promise<ProverFiles> {
  const levels = levelsFor(sizes);
  const kind = readSrs(srs, levels).isInsecure ? "insecure" : "canonical";
  const circuits = sizes.map(async (size) => {
    const name = `batch${String(size)}`;
    const key = await readKey(join(root, "circuits", "keys", kind, `${name}.json`));
    return { size, circuit: join(root, "circuits", "compiled", `${name}.json`), key };
  });
  return { circuits: await Promise.all(circuits), srs, levels, work };
}

async function readKey(path: string): Promise<Uint8Array> {
  try {
    const { key } = keySchema.parse(JSON.parse(await readFile(path, "utf8")));
    return Buffer.from(key, "base64");
  } catch (cause) {
    throw new ProtocolError("PROVER_KEY_MISSING", { path }, { cause });
  }
}
