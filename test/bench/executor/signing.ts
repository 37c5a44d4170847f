import { expect } from "chai";
import { hexlify, Transaction } from "ethers";
import { People } from "../../../bench/executor/people/People.js";
import { intentsOf } from "../../../bench/executor/signing/intentsOf.js";
import { joinBatches } from "../../../bench/executor/signing/joinBatches.js";
import { rawsOf } from "../../../bench/executor/signing/rawsOf.js";
import { signHere } from "../../../bench/executor/signing/signHere.js";
import { signTransactions } from "../../../bench/executor/signing/signTransactions.js";
import { sliceBatch } from "../../../bench/executor/signing/sliceBatch.js";
import type { SigningTask } from "../../../bench/executor/signing/SigningTask.js";
import { packTransactions } from "../../../packages/executor/src/index.js";

const task: SigningTask = {
  workload: "erc20",
  population: { seed: 11, senders: 4, holders: 20 },
  places: { cash: "0x00000000000000000000000000000000000ca511" },
  count: 41,
};

describe("bench > executor > signing", () => {
  it("signs what was drawn, by its sender, with nonces in a row", async () => {
    const people = new People(task.population);
    const raws = rawsOf(await signTransactions(task));
    const intents = [...intentsOf(task)];
    expect(raws).to.have.length(task.count);
    const nonces = new Map<string, number>();
    for (const [index, raw] of raws.entries()) {
      const transaction = Transaction.from(hexlify(raw));
      const { intent } = intents[index]!;
      const sender = people.address(intent.sender);
      expect(transaction.from?.toLowerCase()).to.equal(sender);
      expect(transaction.nonce).to.equal(nonces.get(sender) ?? 0);
      nonces.set(sender, transaction.nonce + 1);
      expect(transaction.data).to.equal(hexlify(intent.data));
      expect(transaction.to?.toLowerCase()).to.equal(task.places["cash"]);
      expect(transaction.chainId).to.equal(424242n);
    }
  });

  it("signs the same here and in two threads, and other transactions for another seed", async () => {
    const many = { ...task, count: 2001 };
    const here = signHere({ task: many, from: 0, to: many.count });
    expect(await signTransactions(many, 2)).to.deep.equal(here);
    const other = { ...many, population: { ...task.population, seed: 12 } };
    expect(signHere({ task: other, from: 0, to: many.count })).to.not.deep.equal(here);
  });

  it("cuts batches and joins them again", () => {
    const raws = [1, 2, 3, 4].map((size) => new Uint8Array(size).fill(size));
    const whole = packTransactions(raws);
    expect(rawsOf(sliceBatch(whole, 1, 3))).to.deep.equal(raws.slice(1, 3));
    expect(joinBatches([sliceBatch(whole, 0, 1), sliceBatch(whole, 1, 4)])).to.deep.equal(whole);
  });
});
