import { toHex } from "@muniment/protocol";
import { expect } from "chai";
import { network } from "hardhat";
import { LyingTrace } from "../../tasks/demo/dispute/LyingTrace.js";
import { code } from "../executor/transition/helpers/bytecode.js";
import { signed } from "../executor/transition/helpers/chain.js";
import { playOut } from "./helpers/duel.js";
import { Arena } from "./helpers/openArena.js";

const connection = await network.create({ network: "l1", chainType: "l1" });

/** Init code that logs 130,304 bytes: nearly as many as a transaction may (EXEC-28). */
const logging = code(49_152n, 0n, "LOG0", 49_152n, 0n, "LOG0", 32_000n, 0n, "LOG0", "STOP");

describe("challenger > Challenger > a witness that is longer than L1's nodes pass on", () => {
  let arena: Arena;
  before(async () => {
    arena = await Arena.open(connection);
  });
  after(() => arena.close());

  it("DISPUTE-7, DISPUTE-15: goes with a blob, and wins", async () => {
    const { real } = arena;
    const { lastBlock } = real.replica;
    const raw = signed({ to: null, nonce: 0, data: toHex(logging), gasLimit: 4_000_000n });
    const made = await real.make({ blocks: [{ transactions: [raw] }] });
    const { parent, data } = made.input;
    real.replica.undoTo(parent.index);
    const trace = LyingTrace.make({
      ...{ state: real.replica.stateBehind(parent.index), lastBlock, draft: made.input },
      source: { kind: "calldata", data },
      tampering: {
        place: 2,
        isAt: (state) => state.data.phase === "done",
        change: (state) => (state.leaf = { ...state.leaf, gasUsed: state.leaf.gasUsed + 1n }),
      },
    });
    const { batch } = trace;
    const committed = { ...made, input: batch.input };
    await real.commit(committed);
    const player = await arena.challenger("challenger", { proveLevel: 0, blobProofs: "blob" });
    const [dispute] = await playOut(arena, player, { made: committed, leaves: [], claimed: batch }, trace);
    expect([dispute?.phase, arena.troubles]).to.deep.equal(["challengerWon", []]);
    expect(dispute?.end?.winner).to.equal(arena.addressOf("challenger"));
    const head = await arena.provider.getBlockNumber();
    const blocks = [head - 1, head].map((number) => arena.provider.getBlock(number, true));
    const sent = (await Promise.all(blocks)).flatMap((block) => block!.prefetchedTransactions);
    const proof = sent.find(({ type }) => type === 3);
    expect((proof!.data.length - 2) / 2).to.be.greaterThan(131_072);
    expect([proof!.to?.toLowerCase(), proof!.blobVersionedHashes?.length]).to.deep.equal([arena.game, 1]);
  });
});
