import { readFile } from "node:fs/promises";

import { decodeBatchHeader, fromHex, ProtocolError, type BatchHeader } from "@muniment/protocol";
import type { RegistryPlace, SettledBatchQuery, SettlementContracts } from "@muniment/sdk";
import { z } from "zod";

import {
  SettlementExit__factory,
  SettlementGateway__factory,
  SettlementPortal__factory,
  SettlementRegistry__factory,
  ShieldBoxes__factory,
} from "../../typechain-types/index.js";
import type { Chain } from "../context/Chain.js";

/** A settlement lane on L1, with what tasks on it need. */
export interface SettleLane {
  readonly lane: number;
  readonly domain: bigint;
  readonly genesis: BatchHeader;
  readonly contracts: SettlementContracts;
  readonly registry: RegistryPlace;
  /** What batches are read by. */
  readonly query: Omit<SettledBatchQuery, "toBlock" | "after">;
}

const contract = z.object({ address: z.string().regex(/^0x[0-9a-fA-F]{40}$/) });

/** The part of a rollup's manifest that tells of its settlement lane. */
const manifestSchema = z.object({
  l1Block: z.number().int().nonnegative(),
  settlement: z
    .object({
      lane: z.number().int().positive(),
      domain: z.string().regex(/^0x[0-9a-f]{64}$/),
      contracts: z.object({
        SettlementRegistry: contract,
        SettlementGateway: contract,
        SettlementPortal: contract,
        SettlementExit: contract,
        ShieldBoxes: contract,
      }),
      genesis: z.object({ header: z.string() }),
    })
    .optional(),
});

/**
 * The settlement lane of a rollup's manifest.
 * @throws ROLLUP_MANIFEST_MISSING, MANIFEST_INVALID, SETTLEMENT_NOT_DEPLOYED
 */
export async function readSettleLane(path: string, l1: Chain): Promise<SettleLane> {
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    throw new ProtocolError("ROLLUP_MANIFEST_MISSING", { path }, { cause });
  });
  const { l1Block, settlement } = parse(path, text);
  if (settlement === undefined) throw new ProtocolError("SETTLEMENT_NOT_DEPLOYED", { path });
  const { lane, domain, contracts, genesis } = settlement;
  const { SettlementRegistry, SettlementGateway, SettlementPortal, SettlementExit, ShieldBoxes } = contracts;
  const { provider, chainId } = l1;
  const header = decodeBatchHeader(fromHex(genesis.header));
  return {
    ...{ lane, domain: BigInt(domain), genesis: header },
    contracts: {
      SettlementRegistry: SettlementRegistry__factory.connect(SettlementRegistry.address, provider),
      SettlementGateway: SettlementGateway__factory.connect(SettlementGateway.address, provider),
      SettlementPortal: SettlementPortal__factory.connect(SettlementPortal.address, provider),
      SettlementExit: SettlementExit__factory.connect(SettlementExit.address, provider),
      ShieldBoxes: ShieldBoxes__factory.connect(ShieldBoxes.address, provider),
    },
    registry: { chainId, registry: SettlementRegistry.address },
    query: { rollup: header.rollup, lane, provider, fromBlock: l1Block },
  };
}

function parse(path: string, text: string): z.output<typeof manifestSchema> {
  try {
    return manifestSchema.parse(JSON.parse(text));
  } catch (cause) {
    const problem = cause instanceof z.ZodError ? issueOf(cause) : (cause as Error).message;
    throw new ProtocolError("MANIFEST_INVALID", { path, problem }, { cause });
  }
}

function issueOf({ issues: [issue] }: z.ZodError): string {
  return `${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`;
}
