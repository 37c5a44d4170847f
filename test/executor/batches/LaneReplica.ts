import {
  genesisBatch,
  LaneReplica,
  type ReplicaGenesis,
  sealGenesis,
  smallCapacity,
  State,
} from "@muniment/executor";
import {
  type BatchInput,
  type BlockContent,
  type Hex,
  keccak256,
  predeploys,
  toHex,
  utf8,
} from "@muniment/protocol";
import { expect } from "chai";
import { caught } from "../../helpers/caught.js";
import { code } from "../transition/helpers/bytecode.js";
import { other, signed, slotOf } from "../transition/helpers/chain.js";
import { allocations, contracts, depositItem, draftInput, genesisTime, rules } from "./helpers/lane.js";

function genesis(more: Partial<ReplicaGenesis> = {}): ReplicaGenesis {
  const makeState = () =>
    State.genesis({ rules: { kind: "muniment" }, capacity: smallCapacity }, allocations);
  const state = makeState();
  const { header: block } = sealGenesis(state, genesisTime);
  const place = { l1ChainId: 31_337n, rollup: `0x${"0".repeat(38)}bb` as Hex, lane: 1, rules };
  return { header: genesisBatch(place, state, block), block, makeState, ...more };
}

const block = (time: bigint, ...transactions: Uint8Array[]): BlockContent => ({
  time: genesisTime + time,
  transactions,
});

/** Three batches: a contract, a message and a deposit, a call of the contract. */
const batches = [
  {
    blocks: [
      block(1n, signed({ to: null, nonce: 0, data: toHex(deployerOf(code("NUMBER", 0n, "SSTORE"))) })),
    ],
  },
  {
    blocks: [block(2n, signed({ to: predeploys.messenger, nonce: 1, data: "0x01" })), block(3n)],
    items: [depositItem(0n)],
  },
  { blocks: [block(4n, signed({ to: contracts.asker, nonce: 2 }), signed({ to: other.address, nonce: 3 }))] },
] as const;

/** Init code that returns a code of at most 255 bytes. */
function deployerOf(runtime: Uint8Array): Uint8Array {
  const size = BigInt(runtime.length);
  return code(size, 12n, 0n, "CODECOPY", size, 0n, "RETURN", runtime);
}

/** Builds all three, and gives what L1 would say of them. */
function buildAll(replica: LaneReplica): BatchInput[] {
  return batches.map((contents) => {
    const draft = draftInput({ parent: replica.header }, contents);
    const { header } = replica.build(draft);
    return { ...draft, header };
  });
}

describe("LaneReplica", () => {
  it("NODE-20: who follows comes to the header and the state of who built", () => {
    const [builder, follower] = [new LaneReplica(genesis()), new LaneReplica(genesis())];
    for (const input of buildAll(builder)) follower.follow(input);
    expect(follower.header).to.deep.equal(builder.header);
    expect(follower.lastBlock).to.deep.equal(builder.lastBlock);
    expect(follower.state.root).to.equal(builder.header.stateRoot);
  });

  it("NODE-21: goes back to any batch, by what was written and not by executing, and forward again", () => {
    const replica = new LaneReplica(genesis());
    const inputs = buildAll(replica);
    const roots = [genesis().header, ...inputs.map(({ header }) => header)].map(({ stateRoot }) => stateRoot);
    for (const index of [2, 1, 0]) {
      replica.undoTo(BigInt(index));
      expect(replica.state.root).to.equal(roots[index]);
      expect(replica.header.index).to.equal(BigInt(index));
      for (const input of inputs.slice(index)) replica.follow(input);
      expect(replica.state.root).to.equal(roots[3]);
    }
    expect(slotOf(replica.state, predeploys.messenger, 1n)).to.equal(1n);
  });

  it("NODE-20: stands where it stood when a batch is wrong, and follows the right one", () => {
    const follower = new LaneReplica(genesis());
    const [first, second] = buildAll(new LaneReplica(genesis()));
    follower.follow(first!);
    const wrong = { ...second!, header: { ...second!.header, traceRoot: keccak256(utf8("another trace")) } };
    expect(caught(() => follower.follow(wrong)).code).to.equal("BATCH_OUTPUT_WRONG");
    expect(follower.header.index).to.equal(1n);
    expect(follower.state.root).to.equal(first!.header.stateRoot);
    follower.follow(second!);
    expect(follower.header).to.deep.equal(second!.header);
  });

  it("ROLLUP-5, ROLLUP-6: takes the next batch of its own L1, rollup and rules alone", () => {
    const follower = new LaneReplica(genesis());
    const [first, second] = buildAll(new LaneReplica(genesis()));
    const { header } = first!;
    const other1: Hex = `0x${"cc".repeat(20)}`;
    const fields = [
      second!,
      { ...first!, header: { ...header, l1ChainId: 1n } },
      { ...first!, header: { ...header, rollup: other1 } },
      { ...first!, header: { ...header, rules: keccak256(utf8("rules 2")) } },
    ].map((input) => caught(() => follower.follow(input)).context["field"]);
    expect(fields).to.deep.equal(["parent", "l1ChainId", "rollup", "rules"]);
    const next = keccak256(utf8("rules 2"));
    const both = new LaneReplica(genesis({ rules: [rules, next] }));
    const draft = draftInput({ parent: both.header }, batches[0]);
    expect(both.build({ ...draft, header: { ...draft.header, rules: next } }).header.rules).to.equal(next);
  });

  it("BATCH_NOT_HELD: goes back to no batch that it does not hold", () => {
    const error = caught(() => new LaneReplica(genesis()).undoTo(1n));
    expect(error.code).to.equal("BATCH_NOT_HELD");
    expect(error.context).to.deep.equal({ lane: 1, last: 0n, index: 1n });
  });

  it("ROLLUP-2: begins with a genesis batch that is its state's and block's alone", () => {
    const { header, block: first } = genesis();
    const wrong = [
      genesis({ header: { ...header, stateRoot: keccak256() } }),
      genesis({ block: { ...first, timestamp: first.timestamp + 1n } }),
    ].map((from) => caught(() => new LaneReplica(from)).context["field"]);
    expect(wrong).to.deep.equal(["stateRoot", "lastBlock"]);
  });

  it("makes a state of its own after any batch that it holds", () => {
    const replica = new LaneReplica(genesis());
    const roots = [replica.header.stateRoot, ...buildAll(replica).map(({ header }) => header.stateRoot)];
    for (const [index, root] of roots.entries()) {
      const state = replica.stateBehind(BigInt(index));
      expect(state.root).to.equal(root);
      expect(state).not.to.equal(replica.state);
    }
    const error = caught(() => replica.stateBehind(BigInt(roots.length)));
    expect(error.code).to.equal("BATCH_NOT_HELD");
  });
});
