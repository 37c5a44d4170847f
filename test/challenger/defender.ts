import { isRunStep } from "@muniment/challenger";
import { machineAt } from "@muniment/executor";
import { keccak256, traceLeafHash, utf8 } from "@muniment/protocol";
import { expect } from "chai";
import { timeOutDispute } from "@muniment/sdk";
import { Wallet } from "ethers";
import fc from "fast-check";
import { network } from "hardhat";
import { orderTurns, type Turn } from "../../packages/challenger/src/players/Turn.js";
import { Accuser } from "./helpers/Accuser.js";
import { counting, transfers } from "./helpers/contents.js";
import { answer } from "./helpers/duel.js";
import { leavesOf, lie, lyingMachines } from "./helpers/lies.js";
import { Arena, terms } from "./helpers/openArena.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const fake = keccak256(utf8("fake"));
const share = terms.bond - (terms.bond + 7n) / 8n;
const committerWon = "committerWon";

describe("challenger > Defender", () => {
  let arena: Arena;

  beforeEach(async () => {
    arena = await Arena.open(connection);
  });

  afterEach(() => arena.close());

  const place = () => {
    const { game, provider, bond } = arena;
    return { game, provider, bond, disputes: () => arena.disputes() };
  };

  /** A right batch, somebody who says that it is wrong, and the machine before the leaf of its transaction. */
  async function accused() {
    const { real } = arena;
    const parentBlock = real.replica.lastBlock;
    const made = await real.produce(counting());
    const { input } = made;
    const leaves = leavesOf(real, input, parentBlock).map(traceLeafHash);
    const wallet = new Wallet(keccak256(utf8("accuser")));
    await arena.fund(wallet.address);
    const machine = machineAt({ state: real.replica.stateBehind(0n), lastBlock: parentBlock, input }, 2);
    while (!isRunStep(machine.state)) machine.step();
    return { accuser: new Accuser(place(), wallet, { header: input.header, leaves }), first: machine.steps };
  }

  it("DISPUTE-15: wins twenty hostile disputes about a right batch, the silent ones too", async () => {
    const { accuser, first } = await accused();
    const choices = fc.tuple(fc.nat(4), fc.nat(1_023), fc.nat(2 ** 23));
    const chosen = fc.sample(choices, { numRuns: 20, seed: 20_261_122 });
    for (const [count, [moves, near, far]] of chosen.entries()) {
      const silent = count % 4 === 0 ? { silentAfter: moves } : {};
      // In the midst of 512 instructions that are RunFamily's; or behind the machine's end.
      const step = count % 2 === 0 ? Math.ceil(first / 512) * 512 + near : 2 ** 20 + far;
      await accuser.accuse({ place: 2, step, ...silent });
    }
    const player = await arena.defender({ movesPerTick: 25 });
    for (let isOn = true; isOn;) {
      await player.tick();
      isOn = await accuser.move();
    }
    const before = await arena.disputes();
    expect(before.filter(({ phase }) => phase === committerWon).length).to.equal(15);
    await arena.pass(terms.clock + 1n);
    await player.tick();
    const disputes = await arena.disputes();
    expect(disputes.map(({ phase }) => phase)).to.deep.equal(Array<string>(20).fill(committerWon));
    const game = await arena.contract();
    expect(await game.creditOf(arena.committer.address)).to.equal(20n * share);
    expect(arena.troubles).to.deep.equal([]);
  });

  it("DISPUTE-7, DISPUTE-11: shows the one instruction, and the accuser loses its bond", async () => {
    const { accuser, first } = await accused();
    await accuser.accuse({ place: 2, step: first + 700 });
    for (let isOn = true; isOn;) {
      // Anew each time: what it needs is on L1 and in the journal.
      await (await arena.defender({ proveLevel: 0 })).tick();
      isOn = await accuser.move();
    }
    const [dispute] = await arena.disputes();
    expect([dispute?.phase, dispute?.from, dispute?.level]).to.deep.equal([committerWon, first + 700, 0]);
    expect([dispute?.end?.paid, dispute?.end?.burnt]).to.deep.equal([share, terms.bond - share]);
  });

  it("DISPUTE-13: ends a dispute about a batch that is PROVEN", async () => {
    const wallet = new Wallet(keccak256(utf8("accuser")));
    await arena.fund(wallet.address);
    await arena.proveFirst();
    const [made] = arena.real.made;
    const accuser = new Accuser(place(), wallet, { header: made!.input.header, leaves: [fake] });
    await accuser.accuse({ place: 1, step: 0 });
    const sent = () => arena.provider.getTransactionCount(arena.addressOf("delegate"));
    const before = await sent();
    await (await arena.defender()).tick();
    expect((await arena.disputes()).map(({ phase }) => phase)).to.deep.equal([committerWon]);
    expect(await sent()).to.equal(before + 1);
  });

  it("DISPUTE-9, DISPUTE_LOST: says so when it was silent too long about a batch that is right", async () => {
    const { accuser, first } = await accused();
    await accuser.accuse({ place: 2, step: first });
    const player = await arena.defender();
    await player.tick();
    await accuser.move();
    await arena.pass(terms.clock + 1n);
    const [dispute] = await arena.disputes();
    const { deployer } = arena.real.l1.actors;
    await deployer.sendTransaction({ ...timeOutDispute(arena.game, dispute!.dispute) });
    await player.tick();
    expect((await arena.disputes()).map(({ phase }) => phase)).to.deep.equal(["challengerWon"]);
    const [trouble] = arena.troubles.slice(-1);
    expect([trouble?.code, trouble?.context["index"]]).to.deep.equal(["DISPUTE_LOST", 1n]);
    await player.tick();
    expect(arena.troubles.filter(({ code }) => code === "DISPUTE_LOST")).to.have.length(1);
  });

  it("DISPUTE-15: defends no batch that is wrong", async () => {
    const wrong = await lie(arena.real, transfers(2), { header: { stateRoot: fake } });
    const [challenger, player] = [await arena.challenger(), await arena.defender()];
    const sent = () => arena.provider.getTransactionCount(arena.addressOf("delegate"));
    const before = await sent();
    await challenger.tick();
    await player.tick();
    expect((await arena.disputes()).map(({ phase }) => phase)).to.deep.equal(["nodes"]);
    expect(await answer(arena, wrong, lyingMachines(arena.real, 0))).to.equal(true);
    await player.tick();
    await challenger.tick();
    expect((await arena.disputes()).map(({ phase }) => phase)).to.deep.equal(["challengerWon"]);
    expect(await sent()).to.equal(before);
  });

  it("DISPUTE-9: takes its own turns first, and of these the one with the least time left", () => {
    const turn = (name: string, isOwn: boolean, allowed: bigint, elapsed: bigint) =>
      ({ name, isOwn, clock: { allowed, elapsed } }) as unknown as Turn & { name: string };
    const turns = [
      turn("other", false, 60n, 59n),
      turn("late", true, 600n, 20n),
      turn("soon", true, 60n, 30n),
      turn("over", true, 60n, 61n),
    ];
    const names = orderTurns(turns).map((each) => (each as (typeof turns)[0]).name);
    expect(names).to.deep.equal(["over", "soon", "late", "other"]);
  });
});
