import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { ProtocolError } from "@muniment/protocol";
import {
  connectSettlement,
  type RegistryPlace,
  type Roster,
  sendCall,
  setRoots,
  signRoster,
  simulatedKey,
} from "@muniment/sdk";
import { type JsonRpcApiProvider, parseUnits, Wallet } from "ethers";
import { pino, type Logger } from "pino";

import type { Output } from "../output/Output.js";
import { rosterFile } from "../settle/rosterFile.js";
import { type ProverOptions, type RunningProver, startProver } from "../settle/proving/startProver.js";
import type { DevnetClock } from "./DevnetClock.js";

/** Parameters of {@link DevnetSettlement.start}. */
export interface DevnetSettlementOptions extends Pick<ProverOptions, "manifest" | "root" | "srs" | "sizes"> {
  readonly provider: JsonRpcApiProvider;
  readonly directory: string;
  readonly clock: DevnetClock;
  readonly output: Output;
  /** Milliseconds that an operation waits for others; a second without it. */
  readonly greatestWait?: number;
  readonly log?: Logger;
}

/** Milliseconds between two looks at L1, and that an operation waits for others. */
const [pollInterval, usualWait] = [250, 1_000];
/** Milliseconds that the prover may take to learn of a roster. */
const patience = 30_000;

/** The settlement lane of a development chain: its prover, and registrars with SIMULATED keys. */
export class DevnetSettlement {
  /** Folder of the rosters that the prover takes. */
  readonly rosters: string;
  readonly #options: DevnetSettlementOptions;
  readonly #prover: RunningProver;
  #number = 0n;
  #closed: Promise<void> | undefined;

  private constructor(options: DevnetSettlementOptions, rosters: string, prover: RunningProver) {
    this.#options = options;
    this.rosters = rosters;
    this.#prover = prover;
  }

  /** @throws what startProver throws */
  static async start(options: DevnetSettlementOptions): Promise<DevnetSettlement> {
    const { manifest, provider, root, srs, sizes, directory, clock, output } = options;
    const { greatestWait = usualWait } = options;
    const rosters = join(directory, "rosters");
    await mkdir(rosters, { recursive: true });
    output.progress("starting the settlement lane's prover");
    const prover = await startProver({
      ...{ manifest, provider, root, srs, sizes, directory, rosters, clock, pollInterval, greatestWait },
      ...{ key: simulatedKey("prover"), feeLimit: parseUnits("1000", "gwei") },
      log: options.log ?? pino({ level: process.env["MUNIMENT_LOG"] ?? "silent" }),
    });
    return new DevnetSettlement(options, rosters, prover);
  }

  /** Where the prover answers. */
  get url(): string {
    return this.#prover.url;
  }

  /** Registrars sign who holds and by which rules, L1 learns the roots, and the prover gets the roster. */
  async setRoster(content: Pick<Roster, "holders" | "rules">): Promise<Roster> {
    const { manifest, provider } = this.#options;
    const { settlement, l1ChainId } = manifest;
    const contracts = connectSettlement(settlement, provider);
    const place: RegistryPlace = {
      chainId: BigInt(l1ChainId),
      registry: settlement.contracts.SettlementRegistry.address,
    };
    const block = await provider.getBlock("latest");
    let roster: Roster = {
      ...{ domain: BigInt(settlement.domain), number: ++this.#number, time: BigInt(block?.timestamp ?? 0) },
      ...{ ...content, signatures: [] },
    };
    for (const name of ["settlement-registrar-1", "settlement-registrar-2"]) {
      roster = await signRoster(roster, new Wallet(simulatedKey(name)), place);
    }
    const file = join(this.rosters, `${roster.number.toString()}.json`);
    await rosterFile.write(file, roster);
    await sendCall(
      new Wallet(simulatedKey("settlement-registrar-1"), provider),
      setRoots(contracts, roster, place),
    );
    await this.#taken(roster.number);
    return roster;
  }

  /** Waits until the prover goes by a roster. @throws WAIT_EXPIRED */
  async #taken(number: bigint): Promise<void> {
    for (let waited = 0; this.#prover.service.rosterNumber !== number; waited += pollInterval) {
      if (waited >= patience) {
        const seconds = BigInt(patience / 1_000);
        throw new ProtocolError("WAIT_EXPIRED", {
          seconds,
          what: `roster ${number.toString()} at the prover`,
        });
      }
      await pause(pollInterval);
    }
  }

  /** Ends the prover, as when an operator is switched off; once, who ever asks. */
  close(): Promise<void> {
    this.#closed ??= this.#prover.close();
    return this.#closed;
  }
}
