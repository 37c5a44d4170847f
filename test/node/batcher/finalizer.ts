import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { keccak256, utf8 } from "@muniment/protocol";
import { FileSendJournal, ReliableSender } from "@muniment/sdk";
import { expect } from "chai";
import { Wallet } from "ethers";
import { network } from "hardhat";
import { Finalizer } from "../../../packages/node/src/batcher/Finalizer.js";
import { LaneWatch } from "../../../packages/node/src/l1/LaneWatch.js";
import { transfers } from "../../challenger/helpers/contents.js";
import { lie } from "../../challenger/helpers/lies.js";
import { Arena } from "../../challenger/helpers/openArena.js";
import { lower } from "../../executor/transition/helpers/chain.js";
import { lane } from "../../L1/helpers/deployL1.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const key = keccak256(utf8("finalizer"));

describe("Finalizer", () => {
  let arena: Arena;
  let directory: string;
  let tick: () => Promise<void>;
  let before: number;

  beforeEach(async () => {
    arena = await Arena.open(connection);
    directory = mkdtempSync(join(tmpdir(), "muniment-finalizer-"));
    const { real, provider } = arena;
    const wallet = new Wallet(key, provider);
    await arena.fund(wallet.address);
    const { rollup, queue, deployedAt: fromBlock } = real;
    const place = { rollup, queue, lane: Number(lane), fromBlock };
    const watch = new LaneWatch({ ...place, confirmations: 1n, itemDepth: 1n }, real.client());
    const journal = await FileSendJournal.open(directory);
    const sender = await ReliableSender.open({
      ...{ provider, wallet, journal, confirmations: 1, feeLimit: 1_000n * 10n ** 9n },
    });
    const policy = lower(await real.l1.policy.getAddress());
    const parts = { watch, sender, l1: real.client() };
    const finalizer = new Finalizer(parts, { lane: Number(lane), rollup, policy });
    before = await countOf();
    tick = async () => {
      await watch.update();
      await sender.tick();
      await finalizer.tick();
    };
  });

  afterEach(() => {
    arena.close();
    rmSync(directory, { recursive: true });
  });

  const countOf = () => arena.provider.getTransactionCount(new Wallet(key).address);
  const sent = async () => (await countOf()) - before;

  it("ROLLUP-13, ROLLUP-17: secures batches whose window is over, once each, and makes them FINAL", async () => {
    const { real } = arena;
    await arena.askSecured();
    for (let nonce = 0; nonce < 3; nonce++) await real.produce(transfers(1, nonce));
    await tick();
    expect(await sent()).to.equal(0);
    await arena.pass(real.l1.parameters.window);
    await tick();
    expect(await sent()).to.equal(3);
    await tick();
    expect([await sent(), await real.l1.rollup.lastFinal(lane)]).to.deep.equal([4, 3n]);
    for (let round = 0; round < 3; round++) await tick();
    expect(await sent()).to.equal(4);
  });

  it("ROLLUP-13, DISPUTE-3: secures none about which a dispute is open, and makes those before it FINAL", async () => {
    const { real } = arena;
    await arena.askSecured();
    await real.produce(transfers(1));
    await lie(real, transfers(1, 1), { header: { messageRoot: keccak256(utf8("fake")) } });
    await (await arena.challenger()).tick();
    await arena.pass(real.l1.parameters.window);
    for (let round = 0; round < 3; round++) await tick().catch(() => undefined);
    expect(await real.l1.rollup.lastFinal(lane)).to.equal(1n);
    expect(await sent()).to.equal(2);
  });

  it("ROLLUP-28: secures nothing where the lane's rule does not ask for it", async () => {
    await arena.real.produce(transfers(1));
    await arena.pass(arena.real.l1.parameters.window);
    await tick();
    expect(await sent()).to.equal(0);
  });
});
