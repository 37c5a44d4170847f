import type { Interface } from "ethers";
import { type EventFragment, type Log, type Provider } from "ethers";

import {
  IdentityRegistry__factory,
  ModularCompliance__factory,
  RwaToken__factory,
} from "../../../../typechain-types/index.js";
import type { ContractName } from "../contracts/contractNames.js";
import type { Contracts } from "../contracts/connectContracts.js";
import type { AuditValue } from "./AuditLine.js";
import { toAuditValue } from "./toAuditValue.js";

/** One decoded event. */
export interface CollectedEvent {
  readonly log: Log;
  readonly contract: string;
  readonly event: string;
  readonly args: Readonly<Record<string, AuditValue>>;
}

interface Source {
  readonly name: string;
  readonly contract: Interface;
}

const BLOCKS_PER_QUERY = 10_000;

function sourcesOf(contracts: Contracts): Map<string, Source> {
  return new Map(
    (Object.keys(contracts) as ContractName[]).map((name) => [
      (contracts[name].target as string).toLowerCase(),
      { name, contract: contracts[name].interface },
    ]),
  );
}

async function readLogs(
  provider: Provider,
  addresses: string[],
  fromBlock: number,
  toBlock: number,
): Promise<Log[]> {
  const logs: Log[] = [];
  for (let from = fromBlock; from <= toBlock; from += BLOCKS_PER_QUERY) {
    const to = Math.min(from + BLOCKS_PER_QUERY - 1, toBlock);
    logs.push(...(await provider.getLogs({ address: addresses, fromBlock: from, toBlock: to })));
  }
  return logs;
}

function decode(sources: Map<string, Source>, log: Log): CollectedEvent | undefined {
  const source = sources.get(log.address.toLowerCase());
  const parsed = source?.contract.parseLog(log);
  if (source === undefined || parsed === null || parsed === undefined) return undefined;
  const fragment: EventFragment = parsed.fragment;
  const entries = fragment.inputs.map((input, index) => [
    input.name,
    toAuditValue(input, parsed.args[index] as unknown),
  ]);
  return {
    log,
    contract: source.name,
    event: parsed.name,
    args: Object.fromEntries(entries) as CollectedEvent["args"],
  };
}

/** A text argument of an event, in lower case. */
export function textOf(args: CollectedEvent["args"], name: string): string {
  const value = args[name];
  return typeof value === "string" ? value.toLowerCase() : "";
}

/** The contracts of every token suite a deployment created, found in its own events. */
function suiteSources(events: readonly CollectedEvent[]): Map<string, Source> {
  const suites = events.filter(
    ({ contract, event }) => contract === "RwaTokenFactory" && event === "SuiteDeployed",
  );
  return new Map(
    suites.flatMap(
      ({ args }) =>
        [
          [textOf(args, "token"), { name: "RwaToken", contract: RwaToken__factory.createInterface() }],
          [
            textOf(args, "identityRegistry"),
            { name: "IdentityRegistry", contract: IdentityRegistry__factory.createInterface() },
          ],
          [
            textOf(args, "compliance"),
            { name: "ModularCompliance", contract: ModularCompliance__factory.createInterface() },
          ],
        ] as [string, Source][],
    ),
  );
}

/** Parameters of {@link collectEvents}. */
export interface CollectEventsParameters {
  readonly provider: Provider;
  readonly contracts: Contracts;
  readonly fromBlock: number;
  readonly toBlock: number;
}

/** Every event of a deployment and of the tokens it created, in chain order. */
export async function collectEvents(parameters: CollectEventsParameters): Promise<CollectedEvent[]> {
  const { provider, contracts, fromBlock, toBlock } = parameters;
  const collect = async (sources: Map<string, Source>): Promise<CollectedEvent[]> => {
    if (sources.size === 0) return [];
    const logs = await readLogs(provider, [...sources.keys()], fromBlock, toBlock);
    return logs.map((log) => decode(sources, log)).filter((event) => event !== undefined);
  };
  const deployment = await collect(sourcesOf(contracts));
  const suites = await collect(suiteSources(deployment));
  return [...deployment, ...suites].sort(
    (a, b) => a.log.blockNumber - b.log.blockNumber || a.log.index - b.log.index,
  );
}
