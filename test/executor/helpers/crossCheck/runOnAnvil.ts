import { setTimeout } from "node:timers/promises";
import type { Case, CaseAccount, CaseLog, CaseResult, CaseTransaction } from "@muniment/executor/reference";
import { fromHex, type Hex, toHex } from "@muniment/protocol";
import { toHex32 } from "@muniment/executor/reference";
import type { Anvil } from "../../../helpers/Anvil.js";

interface Receipt {
  readonly status: Hex;
  readonly gasUsed: Hex;
  readonly contractAddress: Hex | null;
  readonly logs: readonly { address: Hex; topics: readonly Hex[]; data: Hex }[];
}

const quantity = (value: bigint): Hex => `0x${value.toString(16)}`;

/**
 * Runs a case on `anvil`. Of its state it returns the accounts and slots that `expected` names, since a node cannot list
 * what it holds; balances of the coinbase and everything else are compared.
 */
export async function runOnAnvil(anvil: Anvil, given: Case, expected: CaseResult): Promise<CaseResult> {
  const { environment, transaction } = given;
  await anvil.call("anvil_reset");
  for (const [address, account] of given.accounts) await put(anvil, address, account);
  await anvil.call("anvil_setCoinbase", environment.coinbase);
  await anvil.call("anvil_setNextBlockBaseFeePerGas", quantity(environment.baseFee));
  await anvil.call("evm_setNextBlockTimestamp", quantity(environment.timestamp));
  await anvil.call("anvil_impersonateAccount", transaction.sender);
  let hash: Hex;
  try {
    hash = await anvil.call<Hex>("eth_sendTransaction", request(given));
  } catch (error) {
    return { valid: false, reason: String(error) };
  }
  const receipt = await receiptOf(anvil, hash);
  if (receipt === null) return { valid: false, reason: "not mined" };
  const trace = await anvil.call<{ output?: Hex; error?: string }>("debug_traceTransaction", hash, {
    tracer: "callTracer",
  });
  const status =
    receipt.status === "0x1" ? "returned" : trace.error?.includes("revert") === true ? "reverted" : "halted";
  return {
    valid: true,
    status,
    gasUsed: BigInt(receipt.gasUsed),
    logs: receipt.logs.map(({ address, topics, data }): CaseLog => ({
      address,
      topics: topics.map(BigInt),
      data: fromHex(data),
    })),
    output:
      transaction.to === undefined || status === "halted" ? new Uint8Array(0) : fromHex(trace.output ?? "0x"),
    // Anvil names the address of a creation that failed, too.
    ...(receipt.contractAddress === null || status !== "returned"
      ? {}
      : { createdAddress: receipt.contractAddress }),
    postAccounts: expected.valid ? await read(anvil, expected.postAccounts) : new Map(),
  };
}

/** Anvil mines at once, but not before it answers. */
async function receiptOf(anvil: Anvil, hash: Hex): Promise<Receipt | null> {
  for (let tries = 0; tries < 200; tries++) {
    const receipt = await anvil.call<Receipt | null>("eth_getTransactionReceipt", hash);
    if (receipt !== null) return receipt;
    await setTimeout(25);
  }
  return null;
}

async function put(
  anvil: Anvil,
  address: Hex,
  { nonce, balance, code, storage }: CaseAccount,
): Promise<void> {
  await anvil.call("anvil_setBalance", address, quantity(balance));
  await anvil.call("anvil_setNonce", address, quantity(nonce));
  if (code.length > 0) await anvil.call("anvil_setCode", address, toHex(code));
  for (const [slot, value] of storage)
    await anvil.call("anvil_setStorageAt", address, toHex32(slot), toHex32(value));
}

async function read(anvil: Anvil, accounts: ReadonlyMap<Hex, CaseAccount>): Promise<Map<Hex, CaseAccount>> {
  const found = new Map<Hex, CaseAccount>();
  for (const [address, expected] of accounts) {
    const [nonce, balance, code] = await Promise.all([
      anvil.call<Hex>("eth_getTransactionCount", address, "latest"),
      anvil.call<Hex>("eth_getBalance", address, "latest"),
      anvil.call<Hex>("eth_getCode", address, "latest"),
    ]);
    const storage = new Map<bigint, bigint>();
    for (const slot of expected.storage.keys()) {
      storage.set(slot, BigInt(await anvil.call<Hex>("eth_getStorageAt", address, toHex32(slot), "latest")));
    }
    found.set(address, { nonce: BigInt(nonce), balance: BigInt(balance), code: fromHex(code), storage });
  }
  return found;
}

function request({ transaction }: Case): Record<string, unknown> {
  const { sender, to, nonce, gasLimit, value, data, authorizations } = transaction;
  const listed = authorizations.map((tuple) => ({
    chainId: quantity(tuple.chainId),
    address: tuple.address,
    nonce: quantity(tuple.nonce),
    yParity: quantity(tuple.yParity),
    r: quantity(tuple.r),
    s: quantity(tuple.s),
  }));
  return {
    from: sender,
    ...(to === undefined ? {} : { to }),
    nonce: quantity(nonce),
    gas: quantity(gasLimit),
    ...feesOf(transaction),
    ...(transaction.type === 0 ? {} : { accessList: listOf(transaction) }),
    value: quantity(value),
    data: toHex(data),
    ...(listed.length > 0 ? { authorizationList: listed } : {}),
  };
}

function feesOf({ type, maxFeePerGas, maxPriorityFeePerGas }: CaseTransaction): Record<string, Hex> {
  if (type < 2) return { gasPrice: quantity(maxFeePerGas) };
  return { maxFeePerGas: quantity(maxFeePerGas), maxPriorityFeePerGas: quantity(maxPriorityFeePerGas) };
}

function listOf({ accessList }: CaseTransaction) {
  return accessList.map(({ address, storageKeys }) => ({ address, storageKeys: storageKeys.map(toHex32) }));
}
