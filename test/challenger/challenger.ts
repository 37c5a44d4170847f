import { challengerMoves, isRunStep } from "@muniment/challenger";
import { boundaryState, keccak256, partOffsets, traceLeafHash, utf8 } from "@muniment/protocol";
import { timeOutDispute } from "@muniment/sdk";
import { expect } from "chai";
import { network } from "hardhat";
import { lane } from "../L1/helpers/deployL1.js";
import { chainId } from "../executor/transition/helpers/chain.js";
import { rejected } from "../helpers/rejected.js";
import { counting, naming, transfers } from "./helpers/contents.js";
import { answer, exchange, playOut } from "./helpers/duel.js";
import { type Claim, type Lie, lie, lyingMachines, wrongFrom } from "./helpers/lies.js";
import { Arena, terms } from "./helpers/openArena.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const fake = keccak256(utf8("another state"));

describe("challenger > Challenger", () => {
  let arena: Arena;

  beforeEach(async () => {
    arena = await Arena.open(connection);
  });

  afterEach(() => arena.close());

  const tell = (contents: Parameters<typeof lie>[1], claim: Claim): Promise<Lie> =>
    lie(arena.real, contents, claim);

  it("DISPUTE-15: opens no dispute about batches that are right", async () => {
    await arena.real.produce(transfers(3));
    const player = await arena.challenger();
    await player.tick();
    await player.tick();
    expect(await arena.disputes()).to.deep.equal([]);
  });

  it("DISPUTE-5, DISPUTE-15: wins where the header contradicts the last leaf, and takes the bonds", async () => {
    await arena.real.produce(transfers(1));
    const wrong = await tell(transfers(2, 1), { header: { stateRoot: fake } });
    const player = await arena.challenger();
    const before = await arena.provider.getBalance(arena.addressOf("challenger"));
    const [dispute, ...others] = await playOut(arena, player, wrong, lyingMachines(arena.real, 0));
    expect([dispute?.phase, dispute?.end?.winner, others]).to.deep.equal([
      "challengerWon",
      arena.addressOf("challenger"),
      [],
    ]);
    expect(await arena.real.l1.rollup.lastBatch(lane)).to.equal(1n);
    await player.tick();
    const game = await arena.contract();
    expect(await game.creditOf(arena.addressOf("challenger"))).to.equal(0n);
    const after = await arena.provider.getBalance(arena.addressOf("challenger"));
    expect(after - before).to.be.greaterThan(terms.bond);
  });

  it("DISPUTE-6, DISPUTE-7: narrows a wrong step to one instruction, and L1 runs it", async () => {
    const wrong = await tell(counting(), { leaves: wrongFrom(2, () => ({ stateRoot: fake })) });
    const machine = lyingMachines(arena.real, 0).machine(wrong.claimed, 2, 0);
    while (!isRunStep(machine.state)) machine.step();
    const until = machine.steps + 901;
    const player = await arena.challenger("challenger", { proveLevel: 0 });
    const [dispute] = await playOut(arena, player, wrong, lyingMachines(arena.real, until));
    expect(dispute?.phase).to.equal("challengerWon");
    expect([dispute?.from, dispute?.level]).to.deep.equal([until - 1, 0]);
    expect(arena.troubles).to.deep.equal([]);
  });

  it("DISPUTE-7: has L1 run 512 instructions at once", async () => {
    const wrong = await tell(counting(), { leaves: wrongFrom(2, () => ({ gasUsed: 1n })) });
    const machine = lyingMachines(arena.real, 0).machine(wrong.claimed, 2, 0);
    while (!isRunStep(machine.state)) machine.step();
    const until = Math.ceil(machine.steps / 512) * 512 + 300;
    const player = await arena.challenger();
    const [dispute] = await playOut(arena, player, wrong, lyingMachines(arena.real, until));
    expect([dispute?.phase, dispute?.level]).to.deep.equal(["challengerWon", 9]);
  });

  it("DISPUTE-6: comes to the one step where the states part, with the right ones before it", async () => {
    const wrong = await tell(transfers(3), { leaves: wrongFrom(3, () => ({ stateRoot: fake })) });
    const until = 4;
    const player = await arena.challenger("challenger", { proveLevel: 0 });
    const [dispute] = await exchange(arena, player, wrong, lyingMachines(arena.real, until));
    expect([dispute?.phase, dispute?.from, dispute?.level]).to.deep.equal(["states", until - 1, 0]);
    expect(dispute?.leaf?.before).to.equal(traceLeafHash(wrong.leaves[2]!));
    const right = lyingMachines(arena.real, until + 1).statesAt(wrong.claimed, 3, [until - 1, until]);
    expect(dispute?.shown[0]).to.equal(right[0]);
    expect(dispute?.shown[1]).not.to.equal(right[1]);
    expect(dispute?.shown[0]).not.to.equal(boundaryState("begin", traceLeafHash(wrong.leaves[2]!)));
    await player.tick();
    expect((await arena.disputes()).map(({ phase }) => phase)).to.deep.equal(["challengerWon"]);
    expect(arena.troubles).to.deep.equal([]);
  });

  it("DISPUTE-15: disputes a wrong batch again when it was kept from L1 for a clock, three times at most", async () => {
    const wrong = await tell(transfers(1), { leaves: wrongFrom(1, () => ({ stateRoot: fake })) });
    const player = await arena.challenger();
    for (let tries = 1; tries <= 3; tries++) {
      await player.tick();
      expect(await answer(arena, wrong, lyingMachines(arena.real, 0))).to.equal(true);
      const disputes = await arena.disputes();
      expect(disputes.map(({ phase }) => phase === "committerWon")).to.deep.equal(
        Array.from({ length: tries }, (_, place) => place < tries - 1),
      );
      await arena.pass(terms.clock + 1n);
      await arena.committer.sendTransaction({ ...timeOutDispute(arena.game, disputes.at(-1)!.dispute) });
    }
    await player.tick();
    await player.tick();
    const phases = (await arena.disputes()).map(({ phase }) => phase);
    expect(phases).to.deep.equal(["committerWon", "committerWon", "committerWon"]);
  });

  it("DISPUTE-7, DISPUTE_STEP_DIFFERS: has L1 run nothing that it would run otherwise, and says so", async () => {
    // The verifier is for another chain, whose id CHAINID gives.
    const other = await Arena.open(connection, { verifiedChain: Number(chainId) + 1 });
    try {
      const wrong = await lie(other.real, naming, { leaves: wrongFrom(2, () => ({ stateRoot: fake })) });
      const machine = lyingMachines(other.real, 0).machine(wrong.claimed, 2, 0);
      while (!isRunStep(machine.state)) machine.step();
      const player = await other.challenger("challenger", { proveLevel: 0 });
      await playOut(other, player, wrong, lyingMachines(other.real, machine.steps + 1));
      const [dispute] = await other.disputes();
      expect([dispute?.phase, dispute?.from, dispute?.level]).to.deep.equal(["states", machine.steps, 0]);
      const [trouble] = other.troubles.slice(-1);
      machine.step();
      expect(trouble?.code).to.equal("DISPUTE_STEP_DIFFERS");
      expect(trouble?.context).to.deep.include({ id: dispute?.id, steps: 1, expected: machine.commitment() });
    } finally {
      other.close();
    }
  });

  it("DISPUTE-7, DISPUTE_MOVE_REFUSED: shows at once no more than nodes of L1 pass on", async () => {
    const wrong = await tell(transfers(1), { leaves: (right) => [...right, right.at(-1)!] });
    await (await arena.challenger()).tick();
    const [dispute] = await arena.disputes();
    const machines = lyingMachines(arena.real, 2 ** 24);
    const tools = { game: arena.game, machines, verify: () => Promise.resolve(), proveLevel: 9 };
    const proof = (level: number) => {
      const place = wrong.leaves.length;
      const shown = machines.statesAt(wrong.claimed, place, partOffsets({ from: 0, level }));
      const leaf = { place, before: fake, behind: fake };
      const transcript = { ...dispute!, phase: "partChoice", level, from: 0, leaf, shown } as const;
      const [move] = challengerMoves(transcript, wrong.claimed, tools);
      return Promise.resolve(move!.make());
    };
    const error = await rejected(proof(9));
    expect([error.code, error.context["move"]]).to.deep.equal(["DISPUTE_MOVE_REFUSED", "proveStep"]);
    expect((await proof(6)).data.length).to.be.below(2 * 131_072);
  });

  it("DISPUTE-7, DISPUTE_MOVE_UNKNOWN: makes no move of states that are all its own", async () => {
    const wrong = await tell(counting(), { leaves: wrongFrom(2, () => ({ stateRoot: fake })) });
    await (await arena.challenger()).tick();
    const [dispute] = await arena.disputes();
    const machines = lyingMachines(arena.real, 2 ** 24);
    const batch = wrong.claimed;
    const shown = machines.statesAt(batch, 2, partOffsets({ from: 0, level: 6 }));
    const leaf = { place: 2, before: fake, behind: fake };
    const transcript = { ...dispute!, phase: "partChoice", level: 6, from: 0, leaf } as const;
    const tools = { game: arena.game, machines, verify: () => Promise.resolve(), proveLevel: 0 };
    const [move] = challengerMoves({ ...transcript, shown }, batch, tools);
    expect(move?.name).to.equal("choosePart");
    const error = await rejected(Promise.resolve().then(() => move!.make()));
    expect(error.code).to.equal("DISPUTE_MOVE_UNKNOWN");
  });
});
