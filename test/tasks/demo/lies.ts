import { machineAt } from "@muniment/executor";
import { type Hex, lastBlockOf, toHex, traceLeafHash } from "@muniment/protocol";
import { expect } from "chai";
import { network } from "hardhat";
import { LyingTrace } from "../../../tasks/demo/dispute/LyingTrace.js";
import { forgedSignature } from "../../../tasks/demo/dispute/lies/forgedSignature.js";
import { skippedCheck } from "../../../tasks/demo/dispute/lies/skippedCheck.js";
import { skippedItem } from "../../../tasks/demo/dispute/lies/skippedItem.js";
import { wrongBalance } from "../../../tasks/demo/dispute/lies/wrongBalance.js";
import { wrongGas } from "../../../tasks/demo/dispute/lies/wrongGas.js";
import type { Tampering } from "../../../tasks/demo/dispute/Tampering.js";
import { transfers } from "../../challenger/helpers/contents.js";
import { playOut } from "../../challenger/helpers/duel.js";
import { Arena } from "../../challenger/helpers/openArena.js";
import type { MadeBatch, RealContents } from "../../derivation/helpers/RealLane.js";
import { lower, other, sender, signed } from "../../executor/transition/helpers/chain.js";
import { lane } from "../../L1/helpers/deployL1.js";
import { refusing } from "./helpers/refusing.js";

const connection = await network.create({ network: "l1", chainType: "l1" });

describe("tasks > demo > lies", () => {
  let arena: Arena;

  beforeEach(async () => {
    arena = await Arena.open(connection);
  });

  afterEach(() => arena.close());

  /** A batch that is not committed, and the state that its parent left. */
  async function made(contents: RealContents) {
    const lastBlock = arena.real.replica.lastBlock;
    const batch = await arena.real.make(contents);
    const { parent, data } = batch.input;
    arena.real.replica.undoTo(parent.index);
    const state = () => arena.real.replica.stateBehind(parent.index);
    return { batch, lastBlock, state, source: { kind: "calldata", data } as const };
  }

  type Made = Awaited<ReturnType<typeof made>>;

  const lyingTrace = ({ batch, lastBlock, state, source }: Made, tampering: Tampering): LyingTrace =>
    LyingTrace.make({ state: state(), draft: batch.input, lastBlock, source, tampering });

  /** The liar is caught at the very step that it changed, by one step that L1 runs; the batch is gone. */
  async function expectCaught(own: Made, tampering: Tampering): Promise<LyingTrace> {
    const trace = lyingTrace(own, tampering);
    const { batch } = trace;
    const before = await arena.real.l1.rollup.lastBatch(lane);
    const committed: MadeBatch = { ...own.batch, input: batch.input };
    await arena.real.commit(committed);
    const player = await arena.challenger("challenger", { proveLevel: 0 });
    const [dispute] = await playOut(arena, player, { made: committed, leaves: [], claimed: batch }, trace);
    expect(arena.troubles).to.deep.equal([]);
    expect(dispute?.phase).to.equal("challengerWon");
    expect(dispute?.end?.winner).to.equal(arena.addressOf("challenger"));
    const { leaf, level, from } = dispute!;
    expect([leaf?.place, level, from]).to.deep.equal([tampering.place, 0, trace.steps - 1]);
    expect(leaf?.behind).to.equal(traceLeafHash(trace.leaf(batch, tampering.place)));
    expect(await arena.real.l1.rollup.lastBatch(lane)).to.equal(before);
    return trace;
  }

  /** What the batch would have led to. */
  const rightRoot = ({ batch }: Made): Hex => batch.input.header.stateRoot;

  it("DISPUTE-15: a transfer of another value than was signed", async () => {
    const own = await made(transfers(3));
    const { header } = await expectCaught(own, wrongBalance(3, 10n ** 18n));
    expect(header.stateRoot).to.not.equal(rightRoot(own));
  });

  it("DISPUTE-15: a transaction in the name of somebody who has not signed it", async () => {
    const own = await made(transfers(2));
    const { header } = await expectCaught(own, forgedSignature(2, lower(other.address)));
    expect(header.stateRoot).to.not.equal(rightRoot(own));
  });

  it("DISPUTE-15: more gas than was used", async () => {
    const own = await made({
      blocks: [{ transactions: [signed({ to: other.address, nonce: 0, gasLimit: 60_000n })] }],
    });
    const trace = await expectCaught(own, wrongGas(2, 10_000n));
    expect(trace.leaf(trace.batch, 2).gasUsed).to.equal(31_000n);
  });

  it("DISPUTE-15: an item that is counted as consumed and not executed", async () => {
    await arena.real.deposit(lower(sender.address), 5n);
    const own = await made({ ...transfers(1), cursor: 1n });
    const { header } = await expectCaught(own, skippedItem(2));
    expect([header.queueCursor, header.steps]).to.deep.equal([1n, 5]);
    expect(header.stateRoot).to.not.equal(rightRoot(own));
    expect(lastBlockOf(header)).to.equal(1n);
  });

  it("DISPUTE-15: a check of a contract that was skipped", async () => {
    const own = await made({
      blocks: [
        {
          transactions: [
            signed({ to: null, nonce: 0, data: toHex(refusing(lower(other.address))), gasLimit: 200_000n }),
          ],
        },
      ],
    });
    const { batch, lastBlock, state } = own;
    const machine = machineAt({ state: state(), lastBlock, input: batch.input }, 2);
    const trace = await expectCaught(own, skippedCheck(2, machine));
    expect(trace.header.stateRoot).to.not.equal(rightRoot(own));
  });

  it("MACHINE_STEP_UNKNOWN: what is nowhere cannot be changed", async () => {
    const own = await made(transfers(1));
    const refused = (tampering: () => Tampering): void => {
      expect(() => lyingTrace(own, tampering()))
        .to.throw()
        .with.property("code", "MACHINE_STEP_UNKNOWN");
    };
    refused(() => skippedItem(2));
    refused(() => wrongGas(9, 1n));
    const { batch, lastBlock, state } = own;
    refused(() => skippedCheck(2, machineAt({ state: state(), lastBlock, input: batch.input }, 2)));
  });
});
