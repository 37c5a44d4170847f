import { join } from "node:path";

import { DirectoryLock } from "@muniment/executor";
import { decodeBatchHeader, fromHex, type Hex } from "@muniment/protocol";
import {
  type BatchSize,
  checkVerifier,
  runService,
  type ServiceClock,
  SettlementServer,
  SettlementService,
  ThreadProver,
} from "@muniment/prover";
import { FileSendJournal, ReliableSender, type RollupManifest, type SettlementManifest } from "@muniment/sdk";
import { type JsonRpcApiProvider, Wallet } from "ethers";
import type { Logger } from "pino";

import { proverFiles } from "./proverFiles.js";

/** Parameters of {@link startProver}. */
export interface ProverOptions {
  readonly manifest: RollupManifest & { readonly settlement: SettlementManifest };
  readonly provider: JsonRpcApiProvider;
  /** Of an operator of the portal; nobody else may send with it. */
  readonly key: Hex;
  /** Root of the repository, where the circuits are. */
  readonly root: string;
  /** Folder of the SRS. */
  readonly srs: string;
  /** Circuits that batches may have. */
  readonly sizes: readonly BatchSize[];
  /** Folder of what the prover must not lose. */
  readonly directory: string;
  /** Folder of the rosters that registrars gave. */
  readonly rosters: string;
  readonly clock: ServiceClock;
  /** Milliseconds between two looks at L1. */
  readonly pollInterval: number;
  /** Milliseconds that an operation waits for others. */
  readonly greatestWait: number;
  /** wei a unit of gas, at most. */
  readonly feeLimit: bigint;
  readonly log: Logger;
  readonly host?: string;
  /** Any free one without it. */
  readonly port?: number;
}

/** A prover that answers. */
export interface RunningProver {
  readonly url: string;
  readonly service: SettlementService;
  close(): Promise<void>;
}

/**
 * Starts the prover of a manifest's settlement lane and its server. No other works in its folder meanwhile: of two that wrote
 * the same journals each would lose what the other has promised.
 * @throws LOG_LOCKED, SRS_INVALID, PROVER_KEY_MISSING, PROVER_KEY_DIFFERS, PROVER_INSECURE, PROVER_JOURNAL_DAMAGED,
 * PORT_IN_USE; then nothing runs
 */
export async function startProver(options: ProverOptions): Promise<RunningProver> {
  const lock = DirectoryLock.acquire(options.directory);
  try {
    const running = await startLocked(options);
    return { ...running, close: () => running.close().finally(() => lock.release()) };
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function startLocked(options: ProverOptions): Promise<RunningProver> {
  const { manifest, provider, directory, clock, log } = options;
  const { root, srs, sizes } = options;
  const files = await proverFiles({ root, srs, sizes, work: join(directory, "proving") });
  const prover = new ThreadProver(files);
  const { settlement, isProduction } = manifest;
  const verifier = lower(settlement.contracts.SettlementVerifier);
  await checkVerifier(prover, { verifier, isProduction }, provider);
  const wallet = new Wallet(options.key, provider);
  const sender = await ReliableSender.open({
    ...{ provider, wallet, feeLimit: options.feeLimit, confirmations: manifest.l1Depth ?? 1 },
    journal: await FileSendJournal.open(join(directory, "sending")),
  });
  const service = new SettlementService(
    {
      ...laneOf(manifest),
      ...{ rosters: options.rosters, directory: join(directory, "journal"), operator: wallet.address },
      ...{ isProduction, greatestWait: options.greatestWait },
      confirmations: manifest.l1Depth ?? 1,
    },
    { provider, sender, prover, clock, log },
  );
  const stop = new AbortController();
  const running = runService(service, { clock, interval: options.pollInterval, signal: stop.signal, log });
  const end = async (): Promise<void> => {
    stop.abort();
    // A tick that is under way would ask a closed prover, or write to a closed journal.
    await running;
    await service.close();
  };
  try {
    const { host, port } = options;
    const place = { ...(host === undefined ? {} : { host }), ...(port === undefined ? {} : { port }) };
    const server = await SettlementServer.start({ service, log, ...place });
    const close = async (): Promise<void> => {
      await server.close();
      await end();
    };
    return { url: server.url, service, close };
  } catch (error) {
    await end();
    throw error;
  }
}

const lower = ({ address }: { readonly address: string }): Hex => address.toLowerCase() as Hex;

function laneOf({ contracts, settlement, l1Block }: ProverOptions["manifest"]) {
  const { SettlementRegistry, SettlementGateway, SettlementPortal } = settlement.contracts;
  return {
    contracts: {
      ...{ rollup: lower(contracts.Rollup), queue: lower(contracts.MessageQueue) },
      ...{ registry: lower(SettlementRegistry), gateway: lower(SettlementGateway) },
      portal: lower(SettlementPortal),
    },
    genesis: decodeBatchHeader(fromHex(settlement.genesis.header)),
    fromBlock: l1Block,
  };
}
