import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PlayerProcess, type PlayerProcessParts, type PlayerSide } from "@muniment/challenger";
import { keccak256, type ProtocolError, utf8 } from "@muniment/protocol";
import { expect } from "chai";
import { Wallet } from "ethers";
import { network } from "hardhat";
import { lane } from "../../L1/helpers/deployL1.js";
import { noArchive } from "../../derivation/helpers/follow.js";
import { allocations } from "../../executor/batches/helpers/lane.js";
import { chainId } from "../../executor/transition/helpers/chain.js";
import { rejected } from "../../helpers/rejected.js";
import { transfers } from "../helpers/contents.js";
import { answer } from "../helpers/duel.js";
import { lie, lyingMachines, wrongFrom } from "../helpers/lies.js";
import { Arena } from "../helpers/openArena.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const fake = keccak256(utf8("fake"));
const key = keccak256(utf8("watcher"));

describe("challenger > PlayerProcess", () => {
  let arena: Arena;
  let directory: string;
  const open: PlayerProcess[] = [];

  beforeEach(async () => {
    arena = await Arena.open(connection);
    await arena.fund(new Wallet(key).address);
    directory = mkdtempSync(join(tmpdir(), "muniment-player-"));
  });

  afterEach(async () => {
    for (const player of open.splice(0)) await player.close();
    arena.close();
    rmSync(directory, { recursive: true });
  });

  async function start(parts: PlayerProcessParts = {}, side: PlayerSide = { role: "challenger" }) {
    const { real, provider, game } = arena;
    const { header, block } = real.genesisOfReplica;
    const player = await PlayerProcess.start(
      {
        ...{ side, directory, lane: Number(lane), chainId, l1: provider, key, archive: noArchive },
        contracts: { rollup: real.rollup, queue: real.queue, game },
        ...{ fromBlock: real.deployedAt, genesis: { header, block, allocations } },
        ...{ pollInterval: 10, confirmations: 1, feeLimit: 1_000n * 10n ** 9n, metrics: { port: 0 } },
      },
      { client: real.client(), ...parts },
    );
    open.push(player);
    return player;
  }

  /** Runs a process until a number of its ticks is over. */
  const ticks = async (count: number, parts: PlayerProcessParts = {}): Promise<PlayerProcess> => {
    let left = count;
    let end: () => void = () => undefined;
    const over = new Promise<void>((resolve) => (end = resolve));
    const player = await start({ ...parts, onTick: () => (--left === 0 ? end() : undefined) });
    await over;
    return player;
  };

  const figure = async ({ metricsUrl }: PlayerProcess, name: string): Promise<string | undefined> => {
    const text = await (await fetch(`${metricsUrl}/metrics`)).text();
    return text
      .split("\n")
      .find((line) => line.startsWith(name))
      ?.split(" ")
      .at(-1);
  };

  it("DISPUTE-15: finds the wrong batch, plays through restarts and wins, and shows it in its metrics", async () => {
    const found: ProtocolError[] = [];
    const wrong = await lie(arena.real, transfers(2), { leaves: wrongFrom(2, () => ({ stateRoot: fake })) });
    const standing: (string | undefined)[] = [];
    for (let isOn = true; isOn;) {
      const player = await ticks(2, { onWrong: (problem) => found.push(problem) });
      standing.push(await figure(player, "muniment_challenger_disputes"));
      await player.close();
      isOn = await answer(arena, wrong, lyingMachines(arena.real, 3));
    }
    expect(standing[0]).to.equal("1");
    const player = await ticks(3);
    expect((await arena.disputes()).map(({ phase }) => phase)).to.deep.equal(["challengerWon"]);
    const health = await fetch(`${player.metricsUrl}/health`);
    expect([health.status, await health.json()]).to.deep.equal([200, { isHealthy: true }]);
    expect((await fetch(`${player.metricsUrl}/other`)).status).to.equal(404);
    expect(found[0]?.code).to.equal("DISPUTE_BATCH_WRONG");
    expect(found[0]?.context).to.deep.equal({ lane: 1, index: 1n, field: "stateRoot" });
  });

  it("forgets what is FINAL, keeps it on disk, and goes on behind it", async () => {
    const { real } = arena;
    for (let nonce = 0; nonce < 3; nonce++) await real.produce(transfers(1, nonce));
    await arena.finalize(2);
    const first = await ticks(4);
    await first.close();
    expect(readdirSync(join(directory, "lane"))).to.include("final.hex");
    await real.produce(transfers(1, 3));
    await lie(real, transfers(1, 4), { header: { messageRoot: fake } });
    const found: ProtocolError[] = [];
    const second = await ticks(3, { onWrong: (problem) => found.push(problem) });
    expect(found.map(({ context }) => context["index"])).to.deep.equal([5n]);
    expect(second.trouble).to.equal(undefined);
    expect((await arena.disputes()).map(({ dispute }) => dispute.index)).to.deep.equal([5n]);
  });

  it("says that L1 is away, and goes on when it is back", async () => {
    await lie(arena.real, transfers(1), { header: { messageRoot: fake } });
    const troubles: unknown[] = [];
    const player = await ticks(2, { onTrouble: (trouble) => troubles.push(trouble) });
    expect(await arena.disputes()).to.have.length(1);
    arena.provider.isDown = true;
    while (player.trouble === undefined) await new Promise((resolve) => setTimeout(resolve, 10));
    expect((await fetch(`${player.metricsUrl}/health`)).status).to.equal(503);
    arena.provider.isDown = false;
    while ((player as { trouble?: string }).trouble !== undefined)
      await new Promise((resolve) => setTimeout(resolve, 10));
    expect(troubles.length).to.be.above(0);
  });

  it("LOG_LOCKED, PORT_IN_USE: takes neither a directory nor a port that another has", async () => {
    const player = await start();
    expect((await rejected(start())).code).to.equal("LOG_LOCKED");
    const port = Number(new URL(player.metricsUrl ?? "").port);
    const { serveMetrics } = await import("@muniment/challenger");
    const error = await rejected(serveMetrics(player.metrics, () => undefined, { port }));
    expect([error.code, error.context["port"]]).to.deep.equal(["PORT_IN_USE", port]);
  });
});
