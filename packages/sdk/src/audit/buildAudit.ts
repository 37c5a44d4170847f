import type { Hex } from "@muniment/protocol";
import type { Provider } from "ethers";

import type { Contracts } from "../contracts/connectContracts.js";
import type { AuditHeader, AuditLine, AuditTrail } from "./AuditLine.js";
import { collectEvents, type CollectedEvent } from "./collectEvents.js";
import { hashHeader, hashLine } from "./hashLine.js";
import { selectAsset } from "./selectAsset.js";

/** Parameters of {@link buildAudit}. */
export interface BuildAuditParameters {
  readonly provider: Provider;
  readonly contracts: Contracts;
  /** First block of the deployment. */
  readonly fromBlock: number;
  /** Asset; without it the whole deployment. */
  readonly asset?: Hex;
  /** Last block; the chain's last without it. */
  readonly toBlock?: number;
}

async function timesOf(provider: Provider, events: readonly CollectedEvent[]): Promise<Map<number, string>> {
  const times = new Map<number, string>();
  for (const { log } of events) {
    if (times.has(log.blockNumber)) continue;
    const block = await provider.getBlock(log.blockNumber);
    times.set(log.blockNumber, new Date((block?.timestamp ?? 0) * 1000).toISOString());
  }
  return times;
}

/**
 * Rebuilds the audit trail from chain events alone.
 * @example const trail = await buildAudit({ provider, contracts, fromBlock: 0, asset });
 */
export async function buildAudit(parameters: BuildAuditParameters): Promise<AuditTrail> {
  const { provider, contracts, fromBlock, asset } = parameters;
  const toBlock = parameters.toBlock ?? (await provider.getBlockNumber());
  const all = await collectEvents({ provider, contracts, fromBlock, toBlock });
  const events = asset === undefined ? all : selectAsset(all, asset);
  const times = await timesOf(provider, events);
  const header: AuditHeader = {
    format: "muniment-audit-1",
    chainId: (await provider.getNetwork()).chainId.toString(),
    asset: asset ?? null,
    lifecycle: contracts.Lifecycle.target as string,
    attestations: contracts.AttestationRegistry.target as string,
    toBlock,
  };
  const lines: AuditLine[] = [];
  let previous = hashHeader(header);
  for (const { log, contract, event, args } of events) {
    const body = {
      line: lines.length + 1,
      block: log.blockNumber,
      time: times.get(log.blockNumber) ?? "",
      transaction: log.transactionHash as Hex,
      logIndex: log.index,
      contract,
      address: log.address,
      event,
      args,
      previous,
    };
    previous = hashLine(body);
    lines.push({ ...body, hash: previous });
  }
  return { header, lines, count: lines.length, head: previous };
}
