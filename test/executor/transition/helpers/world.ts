import { type BlockInput, type State, transition, type TransitionResult } from "@muniment/executor";
import {
  decodeTransaction,
  encodeTransaction,
  fromHex,
  type Hex,
  keccak256,
  type ProtocolError,
  type ReceiptRecord,
  type Transaction,
  writeSigningPayload,
} from "@muniment/protocol";
import type { Wallet } from "ethers";
import { caught } from "../../../helpers/caught.js";
import { block, chainId, lower, sender, signed } from "./chain.js";

/** Executes a block with these transactions. */
export function run(state: State, transactions: readonly Uint8Array[], number = 1n): TransitionResult {
  return transition(state, block(transactions, number));
}

/** Executes one transaction in a block of its own. @returns Its receipt. */
export function runOne(state: State, transaction: Uint8Array, number = 1n): ReceiptRecord {
  const [receipt] = run(state, [transaction], number).receipts;
  return receipt as ReceiptRecord;
}

/** The error with which a block is refused; the state must be what it was. */
export function refusedBlock(state: State, input: BlockInput): ProtocolError {
  const before = fingerprint(state);
  const error = caught(() => transition(state, input));
  if (fingerprint(state) !== before) throw new TypeError("a refused block changed the state");
  return error;
}

/** The verdict on the transaction at `index` for which a block is refused. */
export function verdictOn(state: State, transactions: readonly Uint8Array[], index = 0): unknown {
  const { code, context } = refusedBlock(state, block(transactions));
  return code === "BLOCK_INVALID" && context["index"] === index ? context["verdict"] : { code, context };
}

interface Deposit {
  readonly from?: Hex;
  readonly to?: Hex | undefined;
  readonly mint?: bigint;
  readonly value?: bigint;
  readonly gasLimit?: bigint;
  readonly data?: Hex;
}

/** A raw deposit from `sender` to itself, unless told. */
export function deposit(given: Deposit): Uint8Array {
  const own = lower(sender.address);
  return encodeTransaction({
    type: 0x7e,
    sourceHash: `0x${"5a".repeat(32)}`,
    from: own,
    to: own,
    mint: 0n,
    value: 0n,
    gasLimit: 100_000n,
    data: "0x",
    ...given,
  });
}

type FeeMarket = Extract<Transaction, { type: 2 }>;
type Unsigned = Omit<FeeMarket, "signature"> | Omit<Extract<Transaction, { type: 4 }>, "signature">;

/** A raw transaction signed by `sender` as it is, without what a library would refuse to sign. */
export function signedAsIs(unsigned: Unsigned): Uint8Array {
  const encode = (signature: FeeMarket["signature"]) => encodeTransaction({ ...unsigned, signature });
  const draft = encode({ yParity: 0, r: 1n, s: 1n });
  const payload = new Uint8Array(draft.length + 80);
  const size = writeSigningPayload(decodeTransaction(draft, 0, draft.length), payload, 0);
  const { yParity, r, s } = sender.signingKey.sign(keccak256(payload.subarray(0, size)));
  return encode({ yParity, r: BigInt(r), s: BigInt(s) });
}

/** The fields of a type 2 transaction as it is signed. */
export const feeMarket = {
  type: 2,
  chainId,
  nonce: 0n,
  gasLimit: 1_000_000n,
  maxFeePerGas: 2_000_000n,
  maxPriorityFeePerGas: 1_000_000n,
  to: "0x0000000000000000000000000000000000000fa4",
  value: 0n,
  data: "0x",
  accessList: [],
} as const satisfies Unsigned;

interface Grant {
  readonly target: Hex;
  readonly nonce: bigint;
  readonly chainId?: bigint;
}

/** An authorization of a key to run a contract's code in its account (EIP-7702). */
export const authorize = (by: Wallet, { target, nonce, chainId: chain = chainId }: Grant) =>
  by.authorizeSync({ address: target, nonce, chainId: chain });

/** A raw transaction of `sender` with authorizations. */
export function delegating(
  authorizationList: readonly ReturnType<typeof authorize>[],
  more: Partial<Parameters<typeof signed>[0]> & { to: Hex },
): Uint8Array {
  return signed({ type: 4, nonce: 0, ...more, authorizationList: [...authorizationList] });
}

/** The account's state as the tables hold it, the number of its slots included. */
export interface Account {
  readonly nonce: bigint;
  readonly balance: bigint;
  readonly code: Uint8Array;
  readonly codeHash: Hex;
  readonly slots: number;
}

const slotCountOffset = 84;

/** An account, when it exists. */
export function account(state: State, address: Hex): Account | undefined {
  for (const { entry, state: found } of state.runtime.accounts.all())
    if (found.address === address) return { ...found, slots: slotsOf(state, entry) };
  return undefined;
}

function slotsOf({ runtime }: State, entry: number): number {
  return new DataView(runtime.memory.buffer).getUint32(entry + slotCountOffset, true);
}

/**
 * Everything a state holds, as text: every account with its number of slots, every slot, the sizes of all tables, the
 * root and the size of the tree.
 */
export function fingerprint(state: State): string {
  const { runtime, tree } = state;
  const { wasm, accounts } = runtime;
  const sizes = [wasm.accountCount(), wasm.slotCount(), wasm.codeCount(), tree.leaves];
  const all = [...accounts.all()].map(({ entry, state: { address, nonce, balance, codeHash } }) =>
    [entry, address, nonce, balance, codeHash, slotsOf(state, entry)].join(" "),
  );
  const slots = [...accounts.slots()].map(({ account: entry, key, value }) => [entry, key, value].join(" "));
  const counts = Array.from({ length: wasm.accountCount() }, (_, id) =>
    slotsOf(state, wasm.accountOfId(id) >>> 0),
  );
  return [state.root, sizes.join(" "), ...all, ...slots, counts.join(" ")].join("\n");
}

/** The number an address or a word has. */
export const word = (hex: string): bigint => BigInt(hex);

/** Bytes that are the number, 32 of them. */
export const bytes32 = (value: bigint): Uint8Array => fromHex(`0x${value.toString(16).padStart(64, "0")}`);
