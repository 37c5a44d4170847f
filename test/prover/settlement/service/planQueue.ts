import { noItem } from "@muniment/sdk";
import { expect } from "chai";
import { chooseSize } from "../../../../packages/prover/src/settlement/service/batches/chooseSize.js";
import type { QueueQuestion } from "../../../../packages/prover/src/settlement/service/batches/planQueue.js";
import { planQueue } from "../../../../packages/prover/src/settlement/service/batches/planQueue.js";
import type { ShieldKey } from "../../../../packages/prover/src/settlement/service/lane/ShieldKey.js";

const now = 10_000n;

/** Items of these shields; an empty name is an item of somebody else's. */
const items = (names: string, time = now): QueueQuestion["items"] =>
  Array.from(names, (name, index) => ({
    ...{ place: BigInt(index), time, gasLimit: 2_000_000n, gasBefore: 0n, tuple: noItem, block: 1 },
    key: name === "-" ? undefined : (name as ShieldKey),
  }));

/** Operations that shield, by the shield's name: "a1" shields "a". */
function plan(question: Partial<QueueQuestion>, ...operations: string[]) {
  const shields = new Map<ShieldKey, string[]>();
  for (const id of operations) {
    const key = id.slice(0, 1) as ShieldKey;
    shields.set(key, [...(shields.get(key) ?? []), id]);
  }
  const {
    cursor,
    operations: taken,
    isWaiting,
  } = planQueue({
    ...{ items: [], cursor: 0n, time: now, patience: 100n, deadline: 600n, room: 24, shields },
    ...question,
  });
  return { cursor, taken: taken.join(" "), isWaiting };
}

describe("prover > settlement service > planQueue", () => {
  it("SETTLE-123: takes shields in the items' order, each with an operation of its own", () => {
    const all = { cursor: 3n, taken: "a1 b1 a2", isWaiting: false };
    expect(plan({ items: items("aba") }, "b1", "a1", "a2")).to.deep.equal(all);
    expect(plan({ items: items("aba") }, "a1", "b1")).to.deep.equal({
      cursor: 2n,
      taken: "a1 b1",
      isWaiting: true,
    });
  });

  it("SETTLE-123: waits for an operation that has not come, and no longer than the patience", () => {
    expect(plan({ items: items("ab") }, "b1")).to.deep.equal({ cursor: 0n, taken: "", isWaiting: true });
    const old = items("ab", now - 100n);
    expect(plan({ items: old }, "b1")).to.deep.equal({ cursor: 2n, taken: "b1", isWaiting: false });
    const young = items("ab", now - 99n);
    expect(plan({ items: young }, "b1").isWaiting).to.equal(true);
  });

  it("SETTLE-123: passes over what no shield is", () => {
    expect(plan({ items: items("-a-") }, "a1")).to.deep.equal({ cursor: 3n, taken: "a1", isWaiting: false });
  });

  it("SETTLE-122: takes as many shields as there is room for", () => {
    expect(plan({ items: items("aaa"), room: 2 }, "a1", "a2", "a3")).to.deep.include({
      cursor: 2n,
      taken: "a1 a2",
    });
  });

  it("QUEUE-11: leaves nothing due behind, not even for want of room", () => {
    const old = [...items("aa", now - 451n), ...items("aa", now - 450n)];
    expect(plan({ items: old, room: 1 }, "a1", "a2", "a3", "a4")).to.deep.include({
      cursor: 2n,
      taken: "a1",
    });
  });

  it("QUEUE-12: in enforced mode consumes what is due, and no operation with it", () => {
    const old = [...items("a", now - 1_201n), ...items("a-", now - 451n), ...items("a", now - 450n)];
    expect(plan({ items: old }, "a1", "a2", "a3")).to.deep.equal({ cursor: 3n, taken: "", isWaiting: false });
    expect(plan({ items: items("a", now - 1_200n) }, "a1").taken).to.equal("a1");
  });

  it("QUEUE-10: consumes no more gas than a batch may", () => {
    expect(plan({ items: items("-".repeat(120)) }).cursor).to.equal(100n);
  });

  it("SETTLE-122: the smallest size that fits", () => {
    const sizes = [2, 8, 24] as const;
    expect([1, 2, 3, 8, 9, 24, 30].map((count) => chooseSize(count, sizes))).to.deep.equal([
      2, 2, 8, 8, 24, 24, 24,
    ]);
  });
});
