import type { RpcLimits } from "./RpcLimits.js";

const mebi = 1024 * 1024;

export const defaultRpcLimits: RpcLimits = {
  body: 2 * mebi,
  batch: 100,
  answer: 32 * mebi,
  logBlocks: 10_000n,
  logs: 10_000,
  filters: 1_000,
  filterLife: 300_000,
  connections: 1_000,
  subscriptions: 64,
  backlog: 16 * mebi,
  feeBlocks: 1_024,
  trace: 16 * mebi,
  proofSlots: 64,
};
