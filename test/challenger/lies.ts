import { type Hex, keccak256, traceLeafHash, utf8 } from "@muniment/protocol";
import { expect } from "chai";
import { network } from "hardhat";
import { other } from "../executor/transition/helpers/chain.js";
import type { RealContents } from "../derivation/helpers/RealLane.js";
import { lane } from "../L1/helpers/deployL1.js";
import { transfers } from "./helpers/contents.js";
import { playOut } from "./helpers/duel.js";
import { type Claim, leavesOf, lie, lyingMachines, wrongFrom } from "./helpers/lies.js";
import { Arena } from "./helpers/openArena.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const fake = keccak256(utf8("fake"));

/** How a duel is fought. */
interface Duel {
  readonly until?: number;
  readonly contents?: RealContents;
  readonly proveLevel?: number;
}

describe("challenger > Challenger > wrong executions", () => {
  let arena: Arena;

  beforeEach(async () => {
    arena = await Arena.open(connection);
  });

  afterEach(() => arena.close());

  /** Plays against a claim about a batch of three transfers, with states that are right up to `until`. */
  async function duel(claim: Claim, { until = 1, contents = transfers(3), proveLevel = 9 }: Duel = {}) {
    const wrong = await lie(arena.real, contents, claim);
    const player = await arena.challenger("challenger", { proveLevel });
    const [dispute] = await playOut(arena, player, wrong, lyingMachines(arena.real, until));
    return { wrong, dispute };
  }

  /** The challenger wins by a step that L1 runs: the one that is told by its leaf; the batch is gone, and its bond paid. */
  async function expectStep(claim: Claim, place: number, options: Duel = {}) {
    const last = await arena.real.l1.rollup.lastBatch(lane);
    const { wrong, dispute } = await duel(claim, { until: 3, ...options });
    const { leaf, phase, level, from, end } = dispute!;
    const isOne = options.proveLevel === 0;
    expect([leaf?.place, phase, level, from]).to.deep.equal([
      ...[place, "challengerWon"],
      ...(isOne ? [0, 2] : [9, 0]),
    ]);
    expect(leaf?.before).to.equal(traceLeafHash(wrong.leaves[place - 1]!));
    expect(leaf?.behind).to.equal(wrong.claimed.leaves[place]);
    expect(end?.winner).to.equal(arena.addressOf("challenger"));
    expect(await arena.real.l1.rollup.lastBatch(lane)).to.equal(last);
    expect(arena.troubles).to.deep.equal([]);
  }

  it("DISPUTE-4: finds the leaf from which a balance is wrong", async () => {
    await expectStep({ leaves: wrongFrom(3, () => ({ stateRoot: fake })) }, 3, { proveLevel: 0 });
  });

  it("DISPUTE-4: finds the leaf from which the gas is wrong", async () => {
    await expectStep({ leaves: wrongFrom(2, ({ gasUsed }) => ({ gasUsed: gasUsed + 1n })) }, 2);
  });

  it("DISPUTE-4: finds where a transaction was skipped", async () => {
    const short = await arena.real.make(transfers(2));
    arena.real.replica.undoTo(0n);
    const leaves = leavesOf(arena.real, short.input, arena.real.replica.lastBlock);
    await expectStep({ leaves: () => leaves }, 1);
  });

  it("DISPUTE-4: finds the item of the queue that was forged", async () => {
    await arena.real.force({ recipient: other.address.toLowerCase() as Hex });
    await expectStep({ leaves: wrongFrom(2, () => ({ queueHash: fake })) }, 2, {
      contents: { ...transfers(2), cursor: 1n },
      proveLevel: 0,
    });
  });

  it("DISPUTE-41: has L1 read what is disputed from a blob", async () => {
    const { archive } = arena;
    const { dispute } = await duel(
      { leaves: wrongFrom(2, ({ dataOffset }) => ({ dataOffset: dataOffset + 1 })), archive },
      { contents: { ...transfers(2), as: "blobs" }, until: 2, proveLevel: 0 },
    );
    expect([dispute?.phase, dispute?.leaf?.place, dispute?.from]).to.deep.equal(["challengerWon", 2, 1]);
    expect(arena.troubles).to.deep.equal([]);
  });

  it("DISPUTE-40: there is no leaf behind the batch's last block", async () => {
    const { wrong, dispute } = await duel({ leaves: (right) => [...right, right.at(-1)!] });
    expect(dispute?.leaf?.place).to.equal(wrong.leaves.length);
    expect([dispute?.phase, dispute?.from, dispute?.level]).to.deep.equal(["challengerWon", 0, 6]);
  });

  it("DISPUTE-5: a leaf too few ends with a last leaf that the header contradicts", async () => {
    const { dispute } = await duel({ leaves: (right) => right.slice(0, -1) });
    expect([dispute?.phase, dispute?.leaf]).to.deep.equal(["challengerWon", undefined]);
  });

  it("DISPUTE-5: the first leaf is the parent's last", async () => {
    const { dispute } = await duel({ hashes: (all) => [fake, ...all.slice(1)] });
    expect([dispute?.phase, dispute?.leaf]).to.deep.equal(["challengerWon", undefined]);
  });

  it("DISPUTE-5: behind the last leaf there is nothing", async () => {
    const { dispute } = await duel({ hashes: (all) => [...all, fake] });
    expect([dispute?.phase, dispute?.leaf]).to.deep.equal(["challengerWon", undefined]);
  });
});
