import { isRunStep } from "@muniment/challenger";
import { keccak256, utf8 } from "@muniment/protocol";
import { expect } from "chai";
import { network } from "hardhat";
import { counting, transfers } from "./helpers/contents.js";
import { answer } from "./helpers/duel.js";
import { lie, lyingMachines, wrongFrom } from "./helpers/lies.js";
import { Arena, terms } from "./helpers/openArena.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const fake = keccak256(utf8("fake"));

describe("challenger > Challenger > restarts", () => {
  let arena: Arena;

  beforeEach(async () => {
    arena = await Arena.open(connection);
  });

  afterEach(() => arena.close());

  it("DISPUTE-15: plays on after a crash before every move, and opens nothing twice", async () => {
    const wrong = await lie(arena.real, counting(), { leaves: wrongFrom(2, () => ({ stateRoot: fake })) });
    const right = lyingMachines(arena.real, 0).machine(wrong.claimed, 2, 0);
    while (!isRunStep(right.state)) right.step();
    const machines = lyingMachines(arena.real, Math.ceil(right.steps / 512) * 512 + 300);
    for (let isOn = true; isOn;) {
      await (await arena.challenger()).tick();
      isOn = await answer(arena, wrong, machines);
    }
    await (await arena.challenger()).tick();
    const disputes = await arena.disputes();
    expect(disputes.map(({ phase }) => phase)).to.deep.equal(["challengerWon"]);
  });

  it("DISPUTE-15: a dispute that was sent and is in no block is not opened again", async () => {
    await lie(arena.real, transfers(2), { header: { stateRoot: fake } });
    arena.provider.refused.add("eth_sendRawTransaction");
    await (await arena.challenger()).tick();
    expect(await arena.disputes()).to.deep.equal([]);
    arena.provider.refused.clear();
    for (let restart = 0; restart < 3; restart++) await (await arena.challenger()).tick();
    expect((await arena.disputes()).length).to.equal(1);
  });

  it("DISPUTE-9, DISPUTE-12: ends a dispute whose committer is silent, and one whose batch is gone", async () => {
    await lie(arena.real, transfers(2), { header: { stateRoot: fake } });
    const [first, second] = [await arena.challenger("first"), await arena.challenger("second")];
    await first.tick();
    await second.tick();
    await arena.pass(terms.clock + 1n);
    await first.tick();
    for (let tick = 0; tick < 2; tick++) await second.tick();
    expect((await arena.disputes()).map(({ phase }) => phase)).to.deep.equal(["challengerWon", "void"]);
    await second.tick();
    const game = await arena.contract();
    expect(await game.creditOf(arena.addressOf("second"))).to.equal(0n);
    expect(arena.troubles).to.deep.equal([]);
  });

  it("DISPUTE-12: goes on with the batch that comes instead of the one that lost", async () => {
    const wrong = await lie(arena.real, transfers(2), { header: { stateRoot: fake } });
    const player = await arena.challenger();
    for (let isOn = true; isOn;) {
      await player.tick();
      isOn = await answer(arena, wrong, lyingMachines(arena.real, 0));
    }
    await arena.real.produce(transfers(2));
    await lie(arena.real, transfers(1, 2), { header: { messageRoot: fake } });
    await player.tick();
    const disputes = await arena.disputes();
    expect(disputes.map(({ dispute, phase }) => [dispute.index, phase])).to.deep.equal([
      [1n, "challengerWon"],
      [2n, "nodes"],
    ]);
  });
});
