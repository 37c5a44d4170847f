import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import type { RawBatch } from "@muniment/executor";
import { benchChain } from "../chain/benchChain.js";
import { cacheFolder } from "../cacheFolder.js";
import { intentsOf } from "./intentsOf.js";
import { signTransactions } from "./signTransactions.js";
import type { SigningTask } from "./SigningTask.js";

const probes = 200;

/**
 * The signed transactions of a task: those of an earlier run when it signed the same, else signed now and kept.
 * The first of them, before signing, are part of the name, so that a changed generator is noticed.
 */
export async function signedTransactions(task: SigningTask): Promise<RawBatch> {
  const file = fileOf(task);
  if (existsSync(file)) return unpack(readFileSync(file));
  const batch = await signTransactions(task);
  mkdirSync(cacheFolder(), { recursive: true });
  writeFileSync(file, pack(batch));
  return batch;
}

function fileOf(task: SigningTask): URL {
  const { maxFeePerGas, maxPriorityFeePerGas, chainId } = benchChain;
  const hash = createHash("sha256").update(
    JSON.stringify([task, chainId, String(maxFeePerGas + maxPriorityFeePerGas)]),
  );
  for (const { intent, nonce } of intentsOf({ ...task, count: Math.min(task.count, probes) })) {
    hash
      .update(`${intent.sender} ${nonce} ${intent.to} ${intent.value} ${intent.gasLimit} `)
      .update(intent.data);
  }
  const { seed, holders } = task.population;
  const digest = hash.digest("hex").slice(0, 12);
  return new URL(`${task.workload}-${seed}-${holders}-${task.count}-${digest}.signed`, cacheFolder());
}

/** The number of transactions, their offsets, their bytes. */
function pack({ bytes, offsets }: RawBatch): Uint8Array {
  const head = new Uint32Array([offsets.length]);
  const packed = new Uint8Array(4 + offsets.byteLength + bytes.length);
  packed.set(new Uint8Array(head.buffer));
  packed.set(new Uint8Array(offsets.buffer, offsets.byteOffset, offsets.byteLength), 4);
  packed.set(bytes, 4 + offsets.byteLength);
  return packed;
}

function unpack(packed: Uint8Array): RawBatch {
  const copy = packed.slice();
  const count = new DataView(copy.buffer).getUint32(0, true);
  const start = 4 + 4 * count;
  return { offsets: new Uint32Array(copy.buffer.slice(4, start)), bytes: copy.subarray(start) };
}
