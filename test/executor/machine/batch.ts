import { executeBatch, Machine, machineAt, type MachineSource, stateSource } from "@muniment/executor";
import { boundaryState, fromHex, keccak256, traceBoundary } from "@muniment/protocol";
import { expect } from "chai";
import { caught } from "../../helpers/caught.js";
import {
  contracts,
  type Contents,
  depositItem,
  draftInput,
  genesisTime,
  replicaAtGenesis,
} from "../batches/helpers/lane.js";
import { mixedBlocks } from "../batches/helpers/mixedBlocks.js";
import { other, signed } from "../transition/helpers/chain.js";
import { expectSameTrace } from "./helpers/compareBatch.js";

/** Executes a batch behind genesis and runs its trace on the machine; data may be cut as blobs can. */
function expectTrace(contents: Contents, cut?: number) {
  const replica = replicaAtGenesis();
  const idle = replicaAtGenesis();
  const first = traceBoundary(replica.parent, replica.lastBlock, 0);
  const draft = draftInput(replica, contents);
  const input =
    cut === undefined
      ? draft
      : { ...draft, header: { ...draft.header, dataKind: 0 }, data: draft.data.subarray(0, cut) };
  const execution = executeBatch(replica.state, replica.lastBlock, input);
  const steps = expectSameTrace({ input, execution, first, source: stateSource(idle.state) });
  return { execution, steps };
}

const mixed: Contents = {
  blocks: mixedBlocks(),
  items: [
    depositItem(0n),
    depositItem(100_000n, { recipient: contracts.refuser, mint: 1n, value: 0n }),
    depositItem(200_000n, { mint: 1n, value: 10n ** 30n }),
  ],
};

describe("the machine on whole batches", () => {
  it("DISPUTE-33, DISPUTE-40, DISPUTE-43: comes to the trace of blocks with all that a step can be, leaf by leaf", () => {
    const { execution } = expectTrace(mixed);
    expect(execution.leaves.length).to.equal(1 + 2 * 3 + 3 + 10);
  });

  it("DISPUTE-31, DISPUTE-32: begins any step of the trace by itself, behind what the executor has executed", () => {
    const replica = replicaAtGenesis();
    const input = draftInput(replica, mixed);
    const { leaves } = executeBatch(replica.state, replica.lastBlock, input);
    for (let step = 1; step < leaves.length; step++) {
      const { state, lastBlock } = replicaAtGenesis();
      const machine = machineAt({ state, lastBlock, input }, step);
      expect(machine.commitment()).to.equal(boundaryState("begin", leaves[step - 1]!));
      machine.finish();
      expect(machine.commitment(), `step ${step}`).to.equal(boundaryState("done", leaves[step]!));
    }
    const { state, lastBlock } = replicaAtGenesis();
    const error = caught(() => machineAt({ state, lastBlock, input }, leaves.length + 1));
    expect(error.code).to.equal("MACHINE_STEP_UNKNOWN");
  });

  it("DISPUTE-40: behind the last leaf a step begins that never ends", () => {
    const replica = replicaAtGenesis();
    const input = draftInput(replica, mixed);
    const { leaves } = executeBatch(replica.state, replica.lastBlock, input);
    const { state, lastBlock } = replicaAtGenesis();
    const machine = machineAt({ state, lastBlock, input }, leaves.length);
    const begin = boundaryState("begin", leaves.at(-1)!);
    expect([machine.commitment(), machine.commitmentAt(100)]).to.deep.equal([begin, begin]);
    // Nobody waits for steps that change nothing.
    expect(machine.commitmentAt(2 ** 24)).to.equal(begin);
    expect(machine.steps).to.equal(2 ** 24);
  });

  it("says which part of a state it was not given", () => {
    const replica = replicaAtGenesis();
    const batch = draftInput(replica, mixed);
    const leaf = traceBoundary(replica.parent, replica.lastBlock, 0);
    const source = stateSource(replica.state);
    const wrongs: MachineSource[] = [
      { ...source, account: () => ({ nonce: 9n, balance: 9n, codeHash: keccak256() }) },
      { ...source, code: () => new Uint8Array(9) },
    ];
    const batches = [
      ...wrongs.map((wrong) => ({ leaf, batch, source: wrong })),
      { leaf, batch: { ...batch, items: [] }, source },
    ];
    for (const given of batches) {
      const error = caught(() => {
        let machine = Machine.begin(given);
        for (let step = 1; step < 9; step++) {
          machine.finish();
          machine = machine.next();
        }
      });
      expect(error.code).to.equal("MACHINE_INPUT_WRONG");
    }
  });

  it("DISPUTE-40: a batch of no data has the blocks that its header counts, and its items", () => {
    const { execution } = expectTrace({ data: new Uint8Array(0), items: mixed.items ?? [], count: 1 });
    expect(execution.leaves.length).to.equal(1 + 2 + 3);
  });

  it("DISPUTE-40, DISPUTE-41: data that are cut anywhere are read as far as they go", () => {
    const { data } = draftInput(replicaAtGenesis(), mixed);
    for (const size of [0, 1, 4, 5, 6, 40, 90, 91, 130, 300, data.length - 1]) {
      expectTrace({ data: data.slice(0, size), count: 1 });
      expectTrace({ ...mixed, data, count: 3, time: genesisTime + 9n }, size);
    }
  });

  it("DISPUTE-41, DISPUTE-42: transactions that stand for none are passed over", () => {
    const good = signed({ to: other.address, nonce: 0, value: 1n });
    const bad = good.slice();
    bad.fill(0, bad.length - 65, bad.length - 33);
    const forged = Uint8Array.of(0x7e, ...good.subarray(1));
    const compact = Uint8Array.of(0x98, ...new Uint8Array(80));
    const sized = (raw: Uint8Array): number[] => [raw.length, ...raw];
    const list = [bad, forged, new Uint8Array(0), compact, Uint8Array.of(0xbf), good].flatMap(sized);
    const { execution } = expectTrace({ data: Uint8Array.from([1, 0, 0, 0, 0, 1, 6, ...list]), count: 1 });
    const refused = execution.blocks[0]!.steps.map(({ refusal }) => refusal !== undefined);
    expect(refused).to.deep.equal([true, true, true, true, true, false]);
  });

  it("DISPUTE-42, EXEC-27: what the block has no room for is passed over in the middle of its run", () => {
    const calls = Array.from({ length: 8 }, (_, nonce) =>
      signed({ to: contracts.pairing, nonce, gasLimit: 3_000_000n }),
    );
    const last = signed({ to: other.address, nonce: 6, value: 1n });
    const blocks = [{ time: genesisTime + 1n, transactions: [...calls, last] }];
    const { execution } = expectTrace({ blocks });
    expect(execution.blocks[0]!.steps.map(({ refusal }) => refusal).at(6)).to.equal(
      "PRECOMPILE_GAS_EXCEEDED",
    );
  });

  it("EXEC-27: a deposit for whose precompile calls the block has no room stays, and its call fails", () => {
    const item = depositItem(0n, { recipient: contracts.pairing, value: 0n, gasLimit: 3_000_000n });
    const items = Array.from({ length: 8 }, () => item);
    const { execution } = expectTrace({ items });
    expect(execution.blocks[0]!.transactions.length).to.equal(8);
  });

  it("DISPUTE-41: a transaction of more bytes than one may have is read to its end and passed over", () => {
    const size = 131_073;
    const large = new Uint8Array(size).fill(0xf9);
    const data = Uint8Array.from([1, 0, 0, 0, 0, 1, 1, ...leb(size), ...large]);
    const { steps } = expectTrace({ data, count: 1 });
    // One for the size, one for each part, none to begin with what they are; and those of the block's two ends.
    expect(steps).to.equal(1 + 1 + Math.ceil(size / 124) + 3 + 3);
  });

  it("BATCH-9, DISPUTE-34: a piece of data that gives nothing makes its transaction undecodable", () => {
    const empty = [0, ...new Uint8Array(32)];
    const head = [0x80, ...new Uint8Array(63).fill(1), 7, 0, 0, 0, 0];
    const transaction = [...head, 0xa1];
    const data = Uint8Array.from([1, 0, 0, 0, 1, ...empty, 1, 1, transaction.length, ...transaction]);
    const { execution } = expectTrace({ data, count: 1 });
    expect(execution.blocks[0]!.steps[0]!.refusal).to.equal("TRANSACTION_MALFORMED");
    expect(fromHex(execution.blocks[0]!.hash).length).to.equal(32);
  });
});

function leb(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) | 128, ...leb(Math.floor(value / 128))];
}
