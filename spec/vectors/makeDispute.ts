// Writes spec/vectors/dispute.json: `npx tsx spec/vectors/makeDispute.ts`. A test compares the file with what this makes.
import { pathToFileURL } from "node:url";
import {
  boundaryState,
  chainHash,
  codeCommitment,
  type FrameWords,
  frameHash,
  fromHex,
  jumpBitmap,
  keccak256,
  machineHash,
  type MachinePhase,
  machinePhases,
  type MachineWords,
  pagesCommitment,
  scratchKeys,
  toHex,
  type TransactionWords,
  transactionWordsHash,
  utf8,
  zeroHash,
} from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import { writeVector } from "./writeVector.js";

const hashOf = (text: string): Hex => keccak256(utf8(text));
const addressOf = (text: string): Hex => `0x${hashOf(text).slice(26)}`;

/** Byte i of bytes that a vector does not list: (7 i + 3) mod 256. */
const pattern = (size: number): Uint8Array => Uint8Array.from({ length: size }, (_, index) => 7 * index + 3);

const view = (text: string) => ({ pages: hashOf(text), offset: text.length, size: 32 * text.length });

const frame: FrameWords = {
  ...{ caller: hashOf("caller"), kind: 3, depth: 7, programCounter: 99, gas: 123_456_789n },
  ...{ stack: hashOf("stack"), height: 12, memory: hashOf("memory"), memorySize: 4096 },
  ...{ code: hashOf("code"), codeSize: 2000, callData: view("call data"), returnData: view("return data") },
  ...{ self: addressOf("self"), sender: addressOf("sender"), value: 2n ** 255n + 1n },
  ...{ outputOffset: 64, outputSize: 96, undo: hashOf("undo") },
};

const transaction: TransactionWords = {
  ...{ type: 2, hash: hashOf("hash"), raw: hashOf("raw"), rawSize: 500, sender: addressOf("sender") },
  ...{ gasPrice: 1_500_000n, gasLimit: 16_777_216n, recipient: addressOf("recipient"), value: 7n, nonce: 3n },
  ...{ dataOffset: 61, dataSize: 300, accesses: 2, authorizations: 1, blockNumber: 1000n },
  ...{ time: 1_800_000_000n, baseFee: 1_000_000n, intrinsicGas: 53_000n, floorGas: 33_000n },
};

const machine: MachineWords = {
  ...{ phase: "run", leaf: hashOf("leaf"), state: hashOf("state"), origin: hashOf("origin") },
  ...{ scratch: hashOf("scratch"), transaction: hashOf("transaction"), refund: 4800n, logs: hashOf("logs") },
  ...{ logBytes: 321, bloom: hashOf("bloom"), precompiles: 1500, frame: hashOf("frame") },
  registers: [1, hashOf("b"), 2n ** 256n - 1n, 0],
};

const text = (value: object): object =>
  JSON.parse(
    JSON.stringify(value, (_, item: unknown) => (typeof item === "bigint" ? `${item}` : item)),
  ) as object;

const codes: readonly Hex[] = [
  "0x",
  "0x00",
  "0x5b605b5b",
  "0x7f5b",
  `0x${"5b".repeat(1024)}61`,
  `0x${"5b".repeat(1022)}615b5b5b`,
  `0x${"605b5b".repeat(900)}`,
];

function chains() {
  const words = [1n, 2n ** 256n - 1n, 0n, 0n];
  return words.map((_, index) => ({
    words: words.slice(0, index + 1).map(String),
    hash: words.slice(0, index + 1).reduce<Hex>(chainHash, zeroHash),
  }));
}

/** Everything in spec/vectors/dispute.json. */
export function makeDispute() {
  const address = addressOf("account");
  return {
    source: "spec/dispute.md, DISPUTE-20 to DISPUTE-37; made by spec/vectors/makeDispute.ts",
    note: "byte i of pages is (7 i + 3) mod 256; integers of 64 bits and more are decimal",
    phases: machinePhases,
    pages: [0, 1, 1023, 1024, 1025, 5000, 131_072].map((size) => ({
      size,
      commitment: pagesCommitment(pattern(size)),
    })),
    codes: codes.map((code) => ({
      code,
      bitmap: toHex(jumpBitmap(fromHex(code))),
      commitment: codeCommitment(fromHex(code)),
    })),
    chains: chains(),
    frame: { ...text(frame), hash: frameHash(frame) },
    transactions: [transaction, { ...transaction, recipient: undefined }].map((words) => ({
      ...text(words),
      commitment: transactionWordsHash(words),
    })),
    machine: { ...text(machine), hash: machineHash(machine) },
    boundaries: (["begin", "done"] as const satisfies readonly MachinePhase[]).map((phase) => ({
      ...{ phase, leaf: hashOf("leaf"), hash: boundaryState(phase, hashOf("leaf")) },
    })),
    scratch: {
      ...{ address, slot: "7" },
      warmAccount: scratchKeys.warmAccount(address),
      warmSlot: scratchKeys.warmSlot(address, 7n),
      transient: scratchKeys.transient(address, 7n),
      created: scratchKeys.created(address),
      destroyedList: scratchKeys.destroyedList,
      destroyed: scratchKeys.destroyed(address),
    },
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await writeVector("dispute.json", makeDispute());
}
