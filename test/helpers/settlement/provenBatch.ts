import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { SettlementStatement } from "@muniment/protocol";
import type { BatchProof, Srs } from "@muniment/prover";
import { BatchProver, readSrs, writeInsecureSrs } from "@muniment/prover";
import { executeBatch } from "./executeBatch.js";
import { SettlementWorld } from "./SettlementWorld.js";

const place = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
/** Rows of the circuits, as powers of two. */
const levels = { 2: 17, 8: 18, 24: 20 } as const;

export interface ProvenBatch extends BatchProof {
  readonly statement: SettlementStatement;
  readonly srs: Srs;
  readonly prover: BatchProver;
  readonly key: Uint8Array;
  /** Seconds that the proof alone took. */
  readonly seconds: number;
}

/** A delivery among blanks, proven with the INSECURE development SRS and the committed key. */
export async function provenBatch(size: keyof typeof levels): Promise<ProvenBatch> {
  const srs = readSrs(writeInsecureSrs(place("cache/srs"), levels[size]), levels[size]);
  const prover = new BatchProver(place(`circuits/compiled/batch${String(size)}.json`), srs);
  const committed = readFileSync(place(`circuits/keys/insecure/batch${String(size)}.json`), "utf8");
  const key = Buffer.from((JSON.parse(committed) as { key: string }).key, "base64");

  const world = SettlementWorld.funded();
  const plan = world.plan([world.delivery(), ...Array.from({ length: size - 1 }, () => world.blank())]);
  const { inputs, statement } = plan.state(`0x${"ab".repeat(32)}`);
  const witness = await executeBatch(inputs, size);
  const started = performance.now();
  const proof = await prover.prove(witness, key);
  return { ...proof, statement, srs, prover, key, seconds: (performance.now() - started) / 1000 };
}
