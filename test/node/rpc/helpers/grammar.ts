import type { Chance } from "./Chance.js";

/** What is there, so that requests name it. */
export interface Known {
  readonly addresses: readonly string[];
  readonly hashes: readonly string[];
  readonly raws: readonly string[];
  readonly filters: string[];
}

type Make = (chance: Chance, known: Known) => unknown;

const tags = ["latest", "safe", "finalized", "pending", "earliest"];
const odd = ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "then", "length", ""];

const quantity: Make = (chance) =>
  chance.oneIn(3) ? `0x${chance.below(50).toString(16)}` : `0x${chance.hex(1 + chance.below(32))}`;
const address: Make = (chance, { addresses }) =>
  chance.oneIn(4) ? `0x${chance.hex(20)}` : chance.pick(addresses);
const hash: Make = (chance, { hashes }) => (chance.oneIn(4) ? `0x${chance.hex(32)}` : chance.pick(hashes));
const bytes: Make = (chance) => `0x${chance.hex(chance.below(chance.oneIn(10) ? 300 : 40))}`;
const flag: Make = (chance) => chance.oneIn(2);
const small: Make = (chance) => `0x${chance.below(6).toString(16)}`;
const block: Make = (chance, known) => {
  if (chance.oneIn(2)) return chance.pick(tags);
  if (chance.oneIn(4)) return { blockHash: hash(chance, known) };
  if (chance.oneIn(4)) return { blockNumber: small(chance, known) };
  return chance.oneIn(4) ? hash(chance, known) : small(chance, known);
};
const slots: Make = (chance) =>
  Object.fromEntries(chance.some(4, () => [`0x${chance.hex(32)}`, `0x${chance.hex(32)}`]));
const call: Make = (chance, known) => ({
  ...(chance.oneIn(3) ? {} : { from: address(chance, known) }),
  ...(chance.oneIn(4) ? {} : { to: address(chance, known) }),
  // Loops end soon: what is tried is many calls, not long ones.
  ...(chance.oneIn(200) ? {} : { gas: `0x${chance.below(400_000).toString(16)}` }),
  ...(chance.oneIn(5) ? { gasPrice: quantity(chance, known) } : {}),
  ...(chance.oneIn(5) ? { maxFeePerGas: quantity(chance, known) } : {}),
  ...(chance.oneIn(5) ? { maxPriorityFeePerGas: quantity(chance, known) } : {}),
  ...(chance.oneIn(3) ? { value: quantity(chance, known) } : {}),
  ...(chance.oneIn(3) ? {} : { data: bytes(chance, known) }),
  ...(chance.oneIn(9)
    ? {
        accessList: chance.some(3, () => ({
          address: address(chance, known),
          storageKeys: chance.some(3, () => hash(chance, known)),
        })),
      }
    : {}),
});
const overrides: Make = (chance, known) =>
  Object.fromEntries(
    chance.some(3, () => [
      address(chance, known) as string,
      {
        ...(chance.oneIn(2) ? { balance: quantity(chance, known) } : {}),
        ...(chance.oneIn(3) ? { nonce: quantity(chance, known) } : {}),
        ...(chance.oneIn(2) ? { code: bytes(chance, known) } : {}),
        ...(chance.oneIn(3) ? { stateDiff: slots(chance, known) } : {}),
        ...(chance.oneIn(5) ? { state: slots(chance, known) } : {}),
      },
    ]),
  );
const topics: Make = (chance, known) =>
  chance.some(6, () =>
    chance.oneIn(3)
      ? null
      : chance.oneIn(3)
        ? chance.some(40, () => hash(chance, known))
        : hash(chance, known),
  );
const filter: Make = (chance, known) => ({
  ...(chance.oneIn(2) ? { fromBlock: block(chance, known) } : {}),
  ...(chance.oneIn(2) ? { toBlock: block(chance, known) } : {}),
  ...(chance.oneIn(5) ? { blockHash: hash(chance, known) } : {}),
  ...(chance.oneIn(2)
    ? { address: chance.oneIn(2) ? address(chance, known) : chance.some(9, () => address(chance, known)) }
    : {}),
  ...(chance.oneIn(2) ? { topics: topics(chance, known) } : {}),
});
const raw: Make = (chance, { raws }) => {
  const whole = chance.pick(raws);
  if (chance.oneIn(8)) return whole;
  const at = 2 + 2 * chance.below((whole.length - 2) / 2);
  const how = chance.below(5);
  if (how === 0) return whole.slice(0, at);
  if (how === 1) return `${whole.slice(0, at)}${chance.hex(1)}${whole.slice(at + 2)}`;
  if (how === 2) return `${whole.slice(0, at)}${chance.hex(1 + chance.below(8))}${whole.slice(at)}`;
  if (how === 3)
    return `0x${chance.pick(["00", "01", "02", "03", "04", "7e", "c0", "f8", "ff"])}${whole.slice(4)}`;
  return `0x${chance.hex(chance.below(200))}`;
};
const trace: Make = (chance) => ({
  ...(chance.oneIn(2) ? { tracer: chance.pick(["callTracer", "", "prestateTracer"]) } : {}),
  ...(chance.oneIn(2) ? { tracerConfig: { withLog: chance.oneIn(2), onlyTopCall: chance.oneIn(2) } } : {}),
  ...(chance.oneIn(2) ? { enableMemory: chance.oneIn(2), disableStack: chance.oneIn(2) } : {}),
  ...(chance.oneIn(3) ? { enableReturnData: true, limit: chance.below(20) } : {}),
});
const filterId: Make = (chance, { filters }) =>
  filters.length === 0 || chance.oneIn(3) ? `0x${chance.hex(16)}` : chance.pick(filters);
const subscription: Make = (chance) =>
  chance.pick(["newHeads", "logs", "newPendingTransactions", "syncing", "nothing"]);
const batch: Make = (chance, known) => (chance.oneIn(2) ? chance.pick(tags) : quantity(chance, known));
const level: Make = (chance, known) =>
  chance.oneIn(3) ? { batch: quantity(chance, known) } : block(chance, known);
const percentiles: Make = (chance) => chance.some(5, () => chance.below(101)).sort((a, b) => a - b);
const keys: Make = (chance) => chance.some(4, () => `0x${chance.hex(1 + chance.below(32))}`);

/** What each method takes; a method that is not here takes nothing. */
export const grammar: Readonly<Record<string, readonly Make[]>> = {
  web3_sha3: [bytes],
  eth_call: [call, block, overrides],
  eth_estimateGas: [call, block, overrides],
  eth_feeHistory: [quantity, block, percentiles],
  eth_getBalance: [address, block],
  eth_getBlockByHash: [hash, flag],
  eth_getBlockByNumber: [block, flag],
  eth_getBlockReceipts: [block],
  eth_getBlockTransactionCountByHash: [hash],
  eth_getBlockTransactionCountByNumber: [block],
  eth_getCode: [address, block],
  eth_getFilterChanges: [filterId],
  eth_getFilterLogs: [filterId],
  eth_getLogs: [filter],
  eth_getStorageAt: [address, quantity, block],
  eth_getTransactionByBlockHashAndIndex: [hash, small],
  eth_getTransactionByBlockNumberAndIndex: [block, small],
  eth_getTransactionByHash: [hash],
  eth_getTransactionCount: [address, block],
  eth_getTransactionReceipt: [hash],
  eth_getUncleCountByBlockHash: [hash],
  eth_getUncleCountByBlockNumber: [block],
  eth_newFilter: [filter],
  eth_sendRawTransaction: [raw],
  eth_subscribe: [subscription, filter],
  eth_uninstallFilter: [filterId],
  eth_unsubscribe: [filterId],
  debug_traceCall: [call, block, trace],
  debug_traceTransaction: [hash, trace],
  muniment_getBatch: [batch],
  muniment_getLevel: [level],
  muniment_getProof: [address, keys, block],
  muniment_getReceipt: [hash],
  muniment_getWithdrawalProof: [quantity],
};

/** A value that no method wants. */
export function wrong(chance: Chance, depth = 0): unknown {
  const how = chance.below(depth > 3 ? 9 : 12);
  if (how === 0) return null;
  if (how === 1) return chance.oneIn(2);
  if (how === 2) return chance.pick([0, -1, 1.5, 1e308, 2 ** 53, -0, 1e-320, 4294967296]);
  if (how === 3) return chance.pick(["0x", "0x0x", "latest ", "0xg", "𝟘x1", "\u0000", "0X1", "NaN", ...odd]);
  if (how === 4) return `0x${chance.hex(chance.below(80))}`;
  if (how === 5) return `0x${"f".repeat(chance.below(5000))}`;
  if (how === 6) return String.fromCharCode(...chance.some(20, () => chance.below(65_536)));
  if (how === 7) return "9".repeat(chance.below(400));
  if (how === 8) return chance.pick(tags);
  if (how === 9) return chance.some(5, () => wrong(chance, depth + 1));
  return Object.fromEntries(
    chance.some(5, () => [chance.oneIn(2) ? chance.pick(odd) : chance.hex(2), wrong(chance, depth + 1)]),
  );
}

/** Puts something wrong somewhere into a value. */
export function spoil(value: unknown, chance: Chance): unknown {
  if (chance.oneIn(3) || typeof value !== "object" || value === null) return wrong(chance);
  const entries = Object.entries(value);
  const how = chance.below(3);
  if (how === 0 || entries.length === 0)
    return { ...value, [chance.oneIn(2) ? chance.pick(odd) : chance.hex(3)]: wrong(chance) };
  const at = chance.below(entries.length);
  const changed = entries.map(([name, inner]: [string, unknown], index): [string, unknown] => [
    name,
    index === at ? spoil(inner, chance) : inner,
  ]);
  if (Array.isArray(value)) return changed.map(([, inner]) => inner);
  return Object.fromEntries(how === 1 ? changed : changed.filter((_, index) => index !== at));
}
