import { type Allocation, type BlockInput, type RuntimeOptions, State } from "@muniment/executor";
import { fromHex, type Hex, predeploys, zeroHash } from "@muniment/protocol";
import { Transaction, type TransactionLike, Wallet } from "ethers";

/** A chain of the tests: two funded senders and what a test adds. */
export const chainId = 777n;
export const sender = new Wallet(`0x${"11".repeat(32)}`);
export const other = new Wallet(`0x${"22".repeat(32)}`);
export const ether = 10n ** 18n;

export const lower = (address: string): Hex => address.toLowerCase() as Hex;

/** The chain's genesis with both senders funded. */
export function chainState(more: Record<Hex, Allocation> = {}, options: Partial<RuntimeOptions> = {}): State {
  return State.genesis(
    { rules: { kind: "muniment" }, ...options },
    new Map<Hex, Allocation>([
      [lower(sender.address), { balance: 1000n * ether }],
      [lower(other.address), { balance: ether }],
      ...(Object.entries(more) as [Hex, Allocation][]),
    ]),
  );
}

/** A raw transaction of `sender`, type 2 unless told. */
export function signed(transaction: TransactionLike, by: Wallet = sender): Uint8Array {
  const whole = Transaction.from({
    type: 2,
    chainId,
    gasLimit: 1_000_000n,
    maxFeePerGas: 2_000_000n,
    maxPriorityFeePerGas: 1_000_000n,
    ...transaction,
  });
  whole.signature = by.signingKey.sign(whole.unsignedHash);
  return fromHex(whole.serialized);
}

/** A block of the chain with these transactions. */
export function block(
  transactions: readonly Uint8Array[],
  number = 1n,
  parentHash: Hex = zeroHash,
): BlockInput {
  return {
    environment: {
      chainId,
      number,
      timestamp: 1_800_000_000n + number,
      coinbase: predeploys.feeVault,
      gasLimit: 240_000_000n,
      baseFee: 1_000_000n,
      prevRandao: 0n,
      blobBaseFee: 1n,
    },
    parentHash,
    transactions,
  };
}

/** The word a result's state holds in a slot. */
export function slotOf(state: State, address: Hex, key: bigint): bigint {
  for (const { account, key: found, value } of state.runtime.accounts.slots()) {
    if (found === key && state.runtime.accounts.read(account).address === address) return value;
  }
  return 0n;
}

/** An account as the state holds it, when it exists. */
export function accountOf(state: State, address: Hex): { nonce: bigint; balance: bigint } | undefined {
  for (const { state: account } of state.runtime.accounts.all())
    if (account.address === address) return account;
  return undefined;
}
