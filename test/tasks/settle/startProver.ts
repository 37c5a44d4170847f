import { expect } from "chai";
import { mkdtemp, mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { network } from "hardhat";
import { systemClock } from "@muniment/node";
import { encodeBatchHeader, toHex } from "@muniment/protocol";
import { ThreadProver } from "@muniment/prover";
import { pino } from "pino";

import { developmentSrs } from "../../../tasks/settle/proving/developmentSrs.js";
import { type ProverOptions, startProver } from "../../../tasks/settle/proving/startProver.js";
import { RecordedOutput } from "../../helpers/RecordedOutput.js";
import { rejected } from "../../helpers/rejected.js";
import {
  settlementNetwork,
  setUpSettlement,
  type SettlementL1,
} from "../../L1/helpers/settlement/setUpSettlement.js";
import { HardhatRpc } from "../../node/helpers/HardhatRpc.js";
import { operatorKey } from "../../prover/settlement/service/helpers/ServiceBench.js";

const connection = await network.create(settlementNetwork);
const { networkHelpers } = connection;
const mocks = async () => setUpSettlement(connection);
const generated = async () => setUpSettlement(connection, { generated: true });
const root = fileURLToPath(new URL("../../../", import.meta.url));

describe("startProver", function () {
  this.timeout(120_000);

  let provider: HardhatRpc;
  beforeEach(() => (provider = new HardhatRpc(connection, 31_337n)));
  afterEach(() => provider.destroy());

  /** What the task would start, with what L1 has. */
  async function optionsOf(l1: SettlementL1, isProduction: boolean): Promise<ProverOptions> {
    const directory = await mkdtemp(join(tmpdir(), "settle-prover-"));
    await mkdir(join(directory, "rosters"));
    const place = async (contract: { getAddress(): Promise<string> }) => ({
      address: await contract.getAddress(),
    });
    const manifest = {
      ...{ isProduction, l1Block: 0, l1ChainId: 31_337 },
      contracts: { Rollup: await place(l1.rollup), MessageQueue: await place(l1.queue) },
      settlement: {
        contracts: {
          SettlementRegistry: await place(l1.roots),
          SettlementGateway: await place(l1.gateway),
          SettlementPortal: await place(l1.portal),
          SettlementVerifier: await place(l1.verifier),
        },
        genesis: { header: toHex(encodeBatchHeader(l1.settlementGenesis)) },
      },
    } as unknown as ProverOptions["manifest"];
    return {
      ...{ manifest, provider, key: operatorKey, root, sizes: [2], directory, clock: systemClock },
      ...{ rosters: join(directory, "rosters"), pollInterval: 20, greatestWait: 0, feeLimit: 10n ** 12n },
      ...{ srs: developmentSrs(root, 17, new RecordedOutput()), log: pino({ level: "silent" }) },
    };
  }

  it("SETTLE-128: does not start with other keys than the verifier's on L1", async () => {
    const l1 = await networkHelpers.loadFixture(mocks);
    const refused = await rejected(startProver(await optionsOf(l1, false)));
    expect(refused.code).to.equal("PROVER_KEY_DIFFERS");
    expect(refused.context).to.include({ size: 2, expected: await l1.circuits[2].verificationKeyHash() });
  });

  it("SETTLE-128: does not start for production beside a verifier for development", async () => {
    const l1 = await networkHelpers.loadFixture(generated);
    const refused = await rejected(startProver(await optionsOf(l1, true)));
    expect(refused.code).to.equal("PROVER_INSECURE");
    expect(refused.context).to.deep.equal({ problem: "the lane's verifier on L1 is for development" });
  });

  it("SETTLE-128: starts with the keys that L1 verifies with", async () => {
    const l1 = await networkHelpers.loadFixture(generated);
    const prover = await startProver(await optionsOf(l1, false));
    expect(prover.service.status.sizes).to.deep.equal([2]);
    await prover.close();
  });

  it("SETTLE-121: does not start in a folder that another prover works in", async () => {
    const options = await optionsOf(await networkHelpers.loadFixture(generated), false);
    const prover = await startProver(options);
    const refused = await rejected(startProver(options));
    expect(refused.code).to.equal("LOG_LOCKED");
    expect(refused.context).to.include({ pid: process.pid, directory: options.directory });
    await prover.close();
    await (await startProver(options)).close();
  });

  it("SETTLE-129: closes what proves and what is written only when no tick is under way", async () => {
    const running = await startProver(await optionsOf(await networkHelpers.loadFixture(generated), false));
    const steps: string[] = [];
    const close = Object.getOwnPropertyDescriptor(ThreadProver.prototype, "close")!;
    const closing = close.value as (this: ThreadProver) => Promise<void>;
    const told = function (this: ThreadProver): Promise<void> {
      steps.push("closed");
      return closing.call(this);
    };
    Object.defineProperty(ThreadProver.prototype, "close", { ...close, value: told });
    try {
      const getBlock = provider.getBlock.bind(provider);
      let answer = (): void => undefined;
      const asked = new Promise<void>((resolve) => {
        provider.getBlock = async (...question) => {
          const late = new Promise<void>((release) => (answer = release));
          resolve();
          await late;
          steps.push("answered");
          return getBlock(...question);
        };
      });
      await asked;
      const ended = running.close();
      // The server is closed meanwhile; the tick still waits for L1.
      await pause(50);
      answer();
      await ended;
    } finally {
      Object.defineProperty(ThreadProver.prototype, "close", close);
    }
    expect(steps).to.deep.equal(["answered", "closed"]);
  });
});
