import { createBlock } from "@ethereumjs/block";
import { Common, Hardfork, Mainnet } from "@ethereumjs/common";
import { createEVM, type EVM } from "@ethereumjs/evm";
import { Address, bigIntToBytes, setLengthLeft } from "@ethereumjs/util";
import * as layout from "../../../../../packages/executor/src/vm/runtime/layout.js";
import { CALLER, type FrameInput, type FrameOutcome, SELF, VALUE } from "./frame.js";
import { type RuntimeModule, writeWord } from "./module.js";

const COINBASE = 0xc014ba5en;
const ORIGIN = 0x04191417n;
const GAS_PRICE = 0x9a5n;
const TIMESTAMP = 1_800_000_000n;
const NUMBER = 23_456_789n;
const GAS_LIMIT = 45_000_000n;
const BASE_FEE = 1_000_000_007n;
const PREVRANDAO = `0x${"7a".repeat(32)}` as const;
const BLOBS = [`0x01${"b1".repeat(31)}`, `0x01${"b2".repeat(31)}`] as const;

const common = new Common({ chain: Mainnet, hardfork: Hardfork.Osaka });
const block = createBlock(
  {
    header: {
      coinbase: addressOf(COINBASE),
      timestamp: TIMESTAMP,
      number: NUMBER,
      gasLimit: GAS_LIMIT,
      baseFeePerGas: BASE_FEE,
      mixHash: PREVRANDAO,
      excessBlobGas: 0n,
      blobGasUsed: 0n,
    },
  },
  { common },
);

/** The address with this number. */
export function addressOf(value: bigint): Address {
  return new Address(setLengthLeft(bigIntToBytes(value), 20));
}

/** Writes to the runtime the same block and transaction that the reference runs in. */
export function writeEnvironment({ memory }: RuntimeModule): void {
  writeWord(memory, layout.ENV_COINBASE, COINBASE);
  writeWord(memory, layout.ENV_TIMESTAMP, TIMESTAMP);
  writeWord(memory, layout.ENV_NUMBER, NUMBER);
  writeWord(memory, layout.ENV_PREVRANDAO, BigInt(PREVRANDAO));
  writeWord(memory, layout.ENV_GAS_LIMIT, GAS_LIMIT);
  writeWord(memory, layout.ENV_CHAIN_ID, 1n);
  writeWord(memory, layout.ENV_BASE_FEE, BASE_FEE);
  writeWord(memory, layout.ENV_BLOB_BASE_FEE, block.header.getBlobGasPrice());
  writeWord(memory, layout.ENV_ORIGIN, ORIGIN);
  writeWord(memory, layout.ENV_GAS_PRICE, GAS_PRICE);
  new DataView(memory.buffer).setUint32(layout.ENV_BLOB_COUNT, BLOBS.length, true);
  BLOBS.forEach((hash, index) => writeWord(memory, layout.ENV_BLOB_HASHES + 32 * index, BigInt(hash)));
}

/** What `runCode` leaves to its caller: the addresses created so far, which creations and SELFDESTRUCT ask for. */
interface Inside {
  runInterpreter(message: { createdAddresses?: Set<string> }, options: unknown): Promise<unknown>;
}

/** An EVM of the reference implementation, Osaka. */
export async function createReference(): Promise<EVM> {
  const evm = await createEVM({ common });
  const inside = evm as unknown as Inside;
  const run = inside.runInterpreter.bind(evm);
  inside.runInterpreter = (message, options) => {
    message.createdAddresses ??= new Set();
    return run(message, options);
  };
  return evm;
}

/** Runs the same program in the reference implementation. */
export async function runReference(evm: EVM, input: FrameInput): Promise<FrameOutcome> {
  const result = await evm.runCode({
    code: input.code,
    gasLimit: input.gas,
    data: input.data ?? new Uint8Array(),
    isStatic: input.isStatic ?? false,
    block,
    origin: addressOf(ORIGIN),
    caller: addressOf(CALLER),
    to: addressOf(SELF),
    value: VALUE,
    gasPrice: GAS_PRICE,
    blobVersionedHashes: BLOBS.map((hash) => hash),
  });
  const error = result.exceptionError?.error;
  if (error !== undefined && error !== "revert") return { status: "halted", gas: 0n, output: "" };
  return {
    status: error === undefined ? "returned" : "reverted",
    gas: input.gas - result.executionGasUsed,
    output: Buffer.from(result.returnValue).toString("hex"),
  };
}
