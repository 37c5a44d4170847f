import {
  L1Client,
  L1Reader,
  type L1Rpc,
  LaneRecord,
  laneInterface,
  type LaneEvent,
} from "@muniment/derivation";
import { toHex } from "@muniment/protocol";
import { expect } from "chai";
import { network } from "hardhat";
import { contracts } from "../../executor/batches/helpers/lane.js";
import { rejected } from "../../helpers/rejected.js";
import { RealLane } from "../helpers/RealLane.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { networkHelpers } = connection;
const { provider } = connection.ethers;

/** A lane with items, batches, evidence and a FINAL batch. */
async function busyLane() {
  const real = await RealLane.open(connection);
  await real.force({ recipient: contracts.hasher });
  await real.produce({ blocks: [{ transactions: [] }], cursor: 1n });
  await real.force({ recipient: contracts.asker });
  await real.produce({ blocks: [{ transactions: [] }] });
  return real;
}

type Answer = (method: string, parameters: unknown[]) => Promise<unknown>;

/** The real node, but for what `change` answers; undefined leaves it as it is. */
function nodeWith(change: (method: string, parameters: unknown[], real: Answer) => unknown): L1Rpc {
  const real: Answer = (method, parameters) => provider.send(method, parameters);
  return {
    send: async (method, parameters) =>
      (await change(method, parameters, real)) ?? (await real(method, parameters)),
  };
}

const noWait = () => Promise.resolve();
const clientOf = (rpc: L1Rpc, attempts = 1): L1Client => new L1Client(rpc, { attempts, wait: noWait });

async function eventsOf(reader: L1Reader): Promise<LaneEvent[]> {
  const events: LaneEvent[] = [];
  for (;;) {
    const update = await reader.read();
    events.push(...update.events);
    if (update.isAtHead) return events;
  }
}

interface RawLog {
  topics: string[];
  data: string;
  address: string;
}

/** A node that gives the lane's logs as `edit` leaves them. */
function editing(edit: (logs: RawLog[]) => RawLog[]): L1Rpc {
  return nodeWith(async (method, parameters, real) =>
    method === "eth_getLogs" ? edit((await real(method, parameters)) as RawLog[]) : undefined,
  );
}

const isNamed = (name: string) => (log: RawLog) => log.topics[0] === laneInterface.getEvent(name)?.topicHash;

describe("L1Reader", () => {
  it("reads the events and the call that the contracts have", async () => {
    const { l1 } = await networkHelpers.loadFixture(busyLane);
    const names = ["LaneOpened", "BatchCommitted", "EvidenceAdded", "BatchesFinalized", "LaneRolledBack"];
    for (const name of names) {
      expect(
        laneInterface
          .getEvent(name)
          ?.format("full")
          .replaceAll(/ \w+(?=[,)])/g, ""),
      ).to.equal(
        l1.rollup.interface
          .getEvent(name as "LaneOpened")
          .format("full")
          .replaceAll(/ \w+(?=[,)])/g, ""),
      );
    }
    const queued = laneInterface.getEvent("ItemQueued")?.topicHash;
    expect(queued).to.equal(l1.queue.interface.getEvent("ItemQueued").topicHash);
    for (const name of ["commitBatch", "attest", "finalize"] as const) {
      const selector = laneInterface.getFunction(name)?.selector;
      expect(selector).to.equal(l1.rollup.interface.getFunction(name).selector);
    }
  });

  it("NODE-20: gives a lane's events in order, in ranges of any size", async () => {
    const real = await networkHelpers.loadFixture(busyLane);
    const kinds = ["finalized", "opened", "queued", "committed", "queued", "committed"];
    const whole = await eventsOf(real.reader());
    expect(whole.map(({ kind }) => kind)).to.deep.equal(kinds);
    for (const range of [1n, 2n, 7n]) {
      expect(await eventsOf(real.reader(real.client(), range))).to.deep.equal(whole);
    }
  });

  it("asks for fewer blocks where the node refuses many", async () => {
    const real = await networkHelpers.loadFixture(busyLane);
    const strict = nodeWith((method, [query]) => {
      const { fromBlock, toBlock } = query as { fromBlock: string; toBlock: string };
      if (method === "eth_getLogs" && BigInt(toBlock) - BigInt(fromBlock) > 2n)
        throw new TypeError("too many");
      return undefined;
    });
    expect(await eventsOf(real.reader(clientOf(strict)))).to.deep.equal(await eventsOf(real.reader()));
  });

  it("L1_UNAVAILABLE: tries again, and not for ever", async () => {
    const real = await networkHelpers.loadFixture(busyLane);
    let failures = 3;
    const shaky = nodeWith(() => {
      if (failures-- > 0) throw new TypeError("connection refused");
      return undefined;
    });
    expect((await eventsOf(real.reader(clientOf(shaky, 4)))).length).to.equal(6);
    const dead = clientOf({ send: () => Promise.reject(new TypeError("connection refused")) }, 3);
    const error = await rejected(real.reader(dead).read());
    expect(error.code).to.equal("L1_UNAVAILABLE");
    expect(error.context).to.include({ attempts: 3, problem: "connection refused" });
  });

  it("L1_ANSWER_INVALID: what is malformed, or of another contract, is not believed", async () => {
    const real = await networkHelpers.loadFixture(busyLane);
    const answers: unknown[] = [{}, { number: "7" }, [], "0x"];
    for (const answer of answers) {
      const error = await rejected(real.reader(clientOf({ send: () => Promise.resolve(answer) })).read());
      expect(error.code).to.equal("L1_ANSWER_INVALID");
    }
    const foreign = editing((logs) => logs.map((log) => ({ ...log, address: `0x${"0".repeat(40)}` })));
    expect((await rejected(real.reader(clientOf(foreign)).read())).code).to.equal("L1_ANSWER_INVALID");
  });

  it("L1_LOGS_INCONSISTENT: a header or an item that is not what its hash says", async () => {
    const real = await networkHelpers.loadFixture(busyLane);
    for (const name of ["BatchCommitted", "LaneOpened", "ItemQueued"]) {
      const lying = editing((logs) =>
        logs.map((log) => {
          if (!isNamed(name)(log)) return log;
          const bytes = Buffer.from(log.data.slice(2), "hex");
          // In the header, or in the item's data hash.
          bytes[name === "ItemQueued" ? 6 * 32 + 5 : 200]! ^= 1;
          return { ...log, data: toHex(bytes) };
        }),
      );
      expect((await rejected(real.reader(clientOf(lying)).read())).code).to.equal("L1_LOGS_INCONSISTENT");
    }
  });

  it("L1_LOGS_INCONSISTENT: an event that the node keeps back is missed", async () => {
    const real = await networkHelpers.loadFixture(busyLane);
    for (const name of ["LaneOpened", "BatchCommitted", "ItemQueued"]) {
      const hiding = editing((logs) => {
        const first = logs.findIndex(isNamed(name));
        return logs.filter((_, index) => index !== first);
      });
      const update = await real.reader(clientOf(hiding)).read();
      const record = new LaneRecord();
      expect(() => record.apply(update))
        .to.throw()
        .with.property("code", "L1_LOGS_INCONSISTENT");
    }
  });

  it("L1_LOGS_INCONSISTENT: logs of blocks that L1 does not have", async () => {
    const real = await networkHelpers.loadFixture(busyLane);
    const stale = editing((logs) => logs.map((log) => ({ ...log, blockHash: `0x${"ab".repeat(32)}` })));
    expect((await rejected(real.reader(clientOf(stale)).read())).code).to.equal("L1_LOGS_INCONSISTENT");
  });

  it("NODE-19: reads only what lies deep enough", async () => {
    const real = await networkHelpers.loadFixture(busyLane);
    const { rollup, queue, deployedAt: fromBlock } = real;
    const options = { rollup, queue, lane: 1, fromBlock };
    const l1 = real.client();
    const deep = new L1Reader({ ...options, depth: 2n }, { l1 });
    expect((await eventsOf(deep)).length).to.equal(
      4,
      "the last item and the last batch are in the last two blocks",
    );
    await networkHelpers.mine(1);
    expect((await eventsOf(deep)).map(({ kind }) => kind)).to.deep.equal(["queued"]);
    const finalized = new L1Reader({ ...options, depth: "finalized" }, { l1 });
    expect((await finalized.read()).isAtHead).to.be.a("boolean");
  });

  it("NODE-21: a node that lags behind undoes nothing", async () => {
    const real = await networkHelpers.loadFixture(busyLane);
    let lag = 0n;
    const lagging = nodeWith(async (method, [which, full], call) => {
      if (method !== "eth_getBlockByNumber" || which !== "latest") return undefined;
      const { number } = (await call(method, [which, full])) as { number: string };
      return call(method, [`0x${(BigInt(number) - lag).toString(16)}`, full]);
    });
    const reader = real.reader(clientOf(lagging));
    await eventsOf(reader);
    lag = 3n;
    expect(await reader.read()).to.deep.include({ events: [], isAtHead: true });
    expect((await reader.read()).undoneFrom).to.equal(undefined);
  });

  it("NODE-21: says from which block on L1 has others", async () => {
    const real = await networkHelpers.loadFixture(busyLane);
    const snapshot: unknown = await provider.send("evm_snapshot", []);
    const before = await provider.getBlockNumber();
    const reader = real.reader();
    await eventsOf(reader);
    await real.force({ recipient: contracts.hasher });
    await networkHelpers.mine(3);
    expect((await eventsOf(reader)).map(({ kind }) => kind)).to.deep.equal(["queued"]);
    await provider.send("evm_revert", [snapshot]);
    await networkHelpers.mine(9);
    const update = await reader.read();
    expect(update.undoneFrom).to.equal(BigInt(before) + 1n);
    expect(update.events).to.deep.equal([]);
  });

  it("NODE-21: says so also when the node fails right after it was noticed", async () => {
    const real = await networkHelpers.loadFixture(busyLane);
    const snapshot: unknown = await provider.send("evm_snapshot", []);
    const before = await provider.getBlockNumber();
    let isFailing = false;
    const failing = nodeWith((method) => {
      if (isFailing && method === "eth_getLogs") throw new TypeError("fetch failed");
      return undefined;
    });
    const reader = real.reader(clientOf(failing), 1n);
    await eventsOf(reader);
    await real.force({ recipient: contracts.hasher });
    expect((await eventsOf(reader)).length).to.equal(1);
    await provider.send("evm_revert", [snapshot]);
    await networkHelpers.mine(2);
    isFailing = true;
    expect((await rejected(reader.read())).code).to.equal("L1_UNAVAILABLE");
    isFailing = false;
    expect((await reader.read()).undoneFrom).to.equal(BigInt(before) + 1n);
    expect((await reader.read()).undoneFrom).to.equal(undefined);
  });
});
