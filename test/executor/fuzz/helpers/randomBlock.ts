import type { CaseAccount, CaseBlock, CaseTransaction } from "@muniment/executor/reference";
import { fromHex, type Hex, toHex } from "@muniment/protocol";
import { toHex32 } from "@muniment/executor/reference";
import { Signature, Transaction, Wallet } from "ethers";
import { layOut } from "./layOut.js";
import { Random } from "./Random.js";
import { randomCase, randomTransaction } from "./randomCase.js";

const wallets = [11, 12, 13, 14].map((n) => new Wallet(`0x${n.toString(16).padStart(2, "0").repeat(32)}`));

/** A block in both forms: its transactions prepared with their senders, and encoded and signed. */
export interface RandomBlock {
  readonly prepared: Omit<CaseBlock, "transactions"> & { readonly transactions: readonly CaseTransaction[] };
  readonly signed: Omit<CaseBlock, "transactions"> & { readonly transactions: readonly Uint8Array[] };
}

/**
 * A block of random transactions of four senders among the contracts of one random case: they meet in storage, balances
 * and nonces, and some of them are not valid.
 * @param size How many transactions.
 */
export function randomBlock(seed: number, size = 20): RandomBlock {
  const random = new Random(seed, -2);
  const base = layOut(randomCase(seed, 0));
  const fork = base.rules.kind === "ethereum" ? base.rules.fork : "osaka";
  const accounts = new Map<Hex, CaseAccount>(base.accounts);
  const nonces = wallets.map(() => 0n);
  for (const { address } of wallets) {
    accounts.set(lower(address), {
      nonce: 0n,
      balance: 10n ** 19n,
      code: new Uint8Array(0),
      storage: new Map(),
    });
  }
  const prepared: CaseTransaction[] = [];
  const signed: Uint8Array[] = [];
  for (let i = 0; i < size; i++) {
    const who = random.below(wallets.length);
    // A wrong nonce now and then, which makes the transaction not valid.
    const nonce = nonces[who]! + (random.chance(4) ? 1n : 0n);
    const made = randomTransaction(random, fork);
    const value = random.chance(95) && made.value > 1000n ? 1000n : made.value;
    const transaction = { ...made, sender: lower(wallets[who]!.address), nonce, value };
    const bytes = sign(wallets[who]!, transaction, base.environment.chainId);
    if (bytes === undefined) continue;
    prepared.push(transaction);
    signed.push(bytes);
    if (nonce === nonces[who] && transaction.gasLimit > 100_000n) nonces[who] += 1n;
  }
  const { transaction: _one, ...rest } = { ...base, accounts };
  return { prepared: { ...rest, transactions: prepared }, signed: { ...rest, transactions: signed } };
}

/** Signed and encoded; `undefined` when ethers refuses to encode what is not well formed. */
function sign(wallet: Wallet, given: CaseTransaction, chainId: bigint): Uint8Array | undefined {
  const { type, to, nonce, gasLimit, value, data } = given;
  const fees = { maxFeePerGas: given.maxFeePerGas, maxPriorityFeePerGas: given.maxPriorityFeePerGas };
  try {
    const transaction = Transaction.from({
      ...{ type, nonce: Number(nonce), gasLimit, value, chainId, data: toHex(data) },
      ...(to === undefined ? {} : { to }),
      ...(type < 2 ? { gasPrice: given.maxFeePerGas } : fees),
      ...(type > 0 ? { accessList: given.accessList.map(toEthersList) } : {}),
      ...(type === 3 ? { maxFeePerBlobGas: given.maxFeePerBlobGas } : {}),
      ...(type === 3 ? { blobVersionedHashes: given.blobHashes.map(toHex32) } : {}),
      ...(type === 4 ? { authorizationList: given.authorizations.map(toEthersAuthorization) } : {}),
    });
    transaction.signature = wallet.signingKey.sign(transaction.unsignedHash);
    return fromHex(transaction.serialized);
  } catch {
    return undefined;
  }
}

function toEthersList({ address, storageKeys }: CaseTransaction["accessList"][number]) {
  return { address, storageKeys: storageKeys.map(toHex32) };
}

function toEthersAuthorization(tuple: CaseTransaction["authorizations"][number]) {
  const yParity = Number(tuple.yParity) as 0 | 1;
  const signature = Signature.from({ r: toHex32(tuple.r), s: toHex32(tuple.s), yParity });
  return { address: tuple.address, chainId: tuple.chainId, nonce: tuple.nonce, signature };
}

function lower(address: string): Hex {
  return address.toLowerCase() as Hex;
}
