import {
  type Allocation,
  type BlockInput,
  type RuntimeCapacity,
  type RuntimeOptions,
  smallCapacity,
  State,
  transition,
} from "@muniment/executor";
import { toHex32 } from "@muniment/executor/reference";
import { encodeTransaction, fromHex, type Hex, isProtocolError, toHex } from "@muniment/protocol";
import { Signature, Transaction, Wallet } from "ethers";
import { layOut } from "../../fuzz/helpers/layOut.js";
import type { Random } from "../../fuzz/helpers/Random.js";
import { randomCase, randomTransaction } from "../../fuzz/helpers/randomCase.js";
import { world } from "../../fuzz/helpers/World.js";
import { block, lower } from "./chain.js";
import { account } from "./world.js";

const wallets = [11, 12, 13].map(
  (number) => new Wallet(`0x${number.toString(16).padStart(2, "0").repeat(32)}`),
);
const chainId = 1n;
const gwei = 1_000_000n;

/** Contracts that call one another, create and destroy; and senders. */
export function randomWorld(seed: number): Map<Hex, Allocation> {
  const accounts = new Map<Hex, Allocation>();
  for (const [address, { nonce, balance, code, storage }] of layOut(randomCase(seed, 0)).accounts) {
    const isEmpty = nonce === 0n && balance === 0n && code.length === 0;
    if (!isEmpty) accounts.set(address, { nonce, balance, code, storage });
  }
  for (const { address } of wallets) accounts.set(lower(address), { balance: 10n ** 24n });
  return accounts;
}

/** A chain with a random world. */
export function randomState(seed: number, options: Partial<RuntimeOptions> = {}): State {
  return State.genesis({ rules: { kind: "muniment" }, ...options }, randomWorld(seed));
}

/** A random world in random capacities, when genesis fits them. */
export function stateWithin(
  seed: number,
  random: Random,
  options: Partial<RuntimeOptions> = {},
): State | undefined {
  const capacity: RuntimeCapacity = {
    accounts: random.pick([12, 16, 24, 4096]),
    slots: random.pick([6, 8, 10, 12, 16, 4096]),
    codes: random.pick([6, 7, 8, 10, 1024]),
    codeBytes: random.pick([4096, 8192, 1_048_576]),
    memoryBytes: random.pick([4096, 65_536, smallCapacity.memoryBytes]),
    workBytes: random.pick([4096, 6144, 8192, 12_288, 1_048_576]),
  };
  try {
    return randomState(seed, { ...options, capacity });
  } catch (error) {
    if (isProtocolError(error) && error.code === "EXECUTION_CAPACITY_EXCEEDED") return undefined;
    throw error;
  }
}

/** Block `number` of a chain with these transactions, as random transactions expect it. */
export function randomBlockInput(transactions: readonly Uint8Array[], number: bigint): BlockInput {
  const { environment, ...rest } = block(transactions, number, toHex32(number * 77n));
  return { ...rest, environment: { ...environment, chainId } };
}

/** Random transactions and deposits that follow the state's nonces; now and then one that cannot be in a block. */
export function randomTransactions(random: Random, state: State, size: number): Uint8Array[] {
  const nonces = wallets.map(({ address }) => account(state, lower(address))?.nonce ?? 0n);
  const transactions: Uint8Array[] = [];
  while (transactions.length < size) {
    const who = random.below(wallets.length);
    if (random.chance(20)) {
      const isOwn = random.chance(30);
      transactions.push(randomDeposit(random, isOwn ? lower(wallets[who]!.address) : world.person));
      if (isOwn) nonces[who] = nonces[who]! + 1n;
      continue;
    }
    const isWrong = random.chance(4);
    const raw = sign(wallets[who]!, random, nonces[who]! + (isWrong ? 1n : 0n));
    if (raw === undefined) continue;
    transactions.push(raw);
    if (!isWrong) nonces[who] = nonces[who]! + 1n;
  }
  return transactions;
}

function randomDeposit(random: Random, from: Hex): Uint8Array {
  return encodeTransaction({
    type: 0x7e,
    sourceHash: toHex32(random.bigint(200)),
    from,
    to: random.chance(90) ? random.pick(world.contracts) : undefined,
    mint: BigInt(random.below(1000)),
    value: BigInt(random.below(1200)),
    gasLimit: BigInt(random.pick([20_000, 30_000, 100_000, 400_000])),
    data: toHex(random.bytes(random.below(70))),
  });
}

function sign(wallet: Wallet, random: Random, nonce: bigint): Uint8Array | undefined {
  const given = randomTransaction(random, "osaka");
  const { type, to, gasLimit, data, accessList, authorizations } = given;
  if (type === 3) return undefined;
  const fees = {
    maxFeePerGas: given.maxFeePerGas * gwei,
    maxPriorityFeePerGas: given.maxPriorityFeePerGas * gwei,
  };
  try {
    const transaction = Transaction.from({
      ...{ type, nonce: Number(nonce), gasLimit, chainId, data: toHex(data), to: to ?? null },
      value: given.value > 1000n ? 7n : given.value,
      ...(type < 2 ? { gasPrice: fees.maxFeePerGas } : fees),
      ...(type > 0
        ? {
            accessList: accessList.map((entry) => ({
              ...entry,
              storageKeys: entry.storageKeys.map(toHex32),
            })),
          }
        : {}),
      ...(type === 4 ? { authorizationList: authorizations.map(toEthers) } : {}),
    });
    transaction.signature = wallet.signingKey.sign(transaction.unsignedHash);
    return fromHex(transaction.serialized);
  } catch {
    // ethers refuses to encode what is not well formed.
    return undefined;
  }
}

function toEthers(tuple: ReturnType<typeof randomTransaction>["authorizations"][number]) {
  const { address, chainId: chain, nonce, r, s, yParity } = tuple;
  const signature = Signature.from({ r: toHex32(r), s: toHex32(s), yParity: Number(yParity) as 0 | 1 });
  return { address, chainId: chain, nonce, signature };
}

/** Leaves out of a block, one after the other, what makes the state refuse it. @returns The block that was executed. */
export function executeValid(state: State, input: BlockInput): { input: BlockInput; refusals: number } {
  let transactions = [...input.transactions];
  for (let refusals = 0; ; refusals++) {
    try {
      transition(state, { ...input, transactions });
      return { input: { ...input, transactions }, refusals };
    } catch (error) {
      if (!isProtocolError(error) || error.code !== "BLOCK_INVALID") throw error;
      transactions = transactions.toSpliced(Number(error.context["index"]), 1);
    }
  }
}
