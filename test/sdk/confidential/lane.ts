import { expect } from "chai";
import { network } from "hardhat";
import { isProtocolError } from "@muniment/protocol";
import { readSettledBatches, SettlementReplay } from "@muniment/sdk";
import type { LaneProvider } from "@muniment/sdk";
import { ZeroAddress } from "ethers";
import { commitApart, finishApart, postApart } from "../../L1/helpers/settlement/postApart.js";
import {
  settlementLane,
  settlementNetwork,
  setUpSettlement,
} from "../../L1/helpers/settlement/setUpSettlement.js";
import type { MadeBatch } from "../../L1/helpers/settlement/SettlementDesk.js";
import { SettlementDesk, postingOf } from "../../L1/helpers/settlement/SettlementDesk.js";
import { passTime } from "../../L1/helpers/setUpL1.js";

const connection = await network.create(settlementNetwork);
const { networkHelpers } = connection;
const fixture = async () => setUpSettlement(connection);

/** A lane with a batch of two shields, one without data, and a delivery. */
async function load() {
  const l1 = await networkHelpers.loadFixture(fixture);
  const { rollup } = l1;
  const desk = await SettlementDesk.open(l1);
  await desk.advance(await desk.fundBoth());
  await desk.advance();
  await desk.advance([desk.world.delivery(), desk.world.blank()]);
  const provider = connection.ethers.provider as unknown as LaneProvider;
  const query = { rollup: await rollup.getAddress(), lane: Number(settlementLane), provider, fromBlock: 0 };
  return { ...l1, desk, query };
}

describe("readSettledBatches, SettlementReplay", () => {
  it("SETTLE-98: makes the lane's state again from what L1 carries", async () => {
    const { desk, query, settlementGenesis } = await load();
    const batches = await readSettledBatches(query);
    expect(batches.map(({ index, operations }) => [index, operations.length])).to.deep.equal([
      [1n, 2],
      [2n, 0],
      [3n, 2],
    ]);
    const replay = new SettlementReplay(settlementGenesis);
    for (const batch of batches) replay.apply(batch);
    expect(replay.state.root).to.equal(desk.world.state.root);
    expect(replay.tip).to.deep.equal(desk.tip);
    const later = await readSettledBatches({ ...query, after: 2n });
    expect(later.map(({ index }) => index)).to.deep.equal([3n]);
  });

  it("SETTLE-98: refuses a batch on another parent, and another state", async () => {
    const { query, settlementGenesis } = await load();
    const [first, , third] = await readSettledBatches(query);
    const codeOf = (run: () => void) => {
      try {
        run();
      } catch (error) {
        if (isProtocolError(error)) return error.code;
      }
      return undefined;
    };
    expect(codeOf(() => new SettlementReplay(settlementGenesis).apply(third!))).to.equal(
      "SETTLEMENT_STATE_DIFFERS",
    );
    const without = { ...first!, operations: [] };
    expect(codeOf(() => new SettlementReplay(settlementGenesis).apply(without))).to.equal(
      "SETTLEMENT_STATE_DIFFERS",
    );
  });

  it("SETTLE-98: names the transaction where the data are not", async () => {
    const { query } = await load();
    const error = await readSettledBatches({
      ...query,
      provider: without(query.provider, "getTransaction", "send"),
    }).catch((thrown: unknown) => thrown);
    expect(isProtocolError(error) && error.code).to.equal("SETTLEMENT_DATA_MISSING");
  });

  it("SETTLE-98: reads batches that a committer made FINAL without the portal, with data and without", async () => {
    const { desk, query, settlementGenesis } = await load();
    const { alice, bob } = desk.world;
    const notes = alice.notes.filter(({ asset }) => asset === 1n).slice(-1);
    const legs = [{ asset: 1n, notes, paid: 1n }] as const;
    const payment = desk.world.operation({ parties: [alice, bob], legs });
    await postApart(desk, await desk.make([payment, desk.world.blank()]));
    await postApart(desk, await desk.make());
    await desk.advance();
    const batches = await readSettledBatches(query);
    expect(batches.map(({ index, operations }) => [index, operations.length])).to.deep.equal([
      [1n, 2],
      [2n, 0],
      [3n, 2],
      [4n, 2],
      [5n, 0],
      [6n, 0],
    ]);
    const replay = new SettlementReplay(settlementGenesis);
    for (const batch of batches) replay.apply(batch);
    expect(replay.tip).to.deep.equal(desk.tip);
    const [fourth] = await readSettledBatches({ ...query, after: 3n, fromBlock: batches[3]!.block });
    expect(fourth).to.deep.equal(batches[3]);
    expect(fourth!.finalBlock).to.be.above(fourth!.block);
  });

  it("SETTLE-98: of two commits at an index the one that became FINAL counts, and no other is shown", async () => {
    const { desk, query, portal, actors } = await load();
    const taken = await desk.make();
    await commitApart(desk, taken);
    expect(await readSettledBatches({ ...query, after: 3n })).to.deep.equal([]);
    await passTime(desk.l1, 3_601n);
    await portal.connect(actors.anyone).takeBack();
    await desk.setRoots();
    const made = await desk.make([], (header) => ({ ...header, epoch: header.epoch + 1n }));
    await commitApart(desk, made);
    await finishApart(desk, made);
    const [only, ...others] = await readSettledBatches({ ...query, after: 3n });
    expect([only?.header, others]).to.deep.equal([made.header, []]);
    const later = { ...query, after: 3n, fromBlock: only!.block + 1 };
    const error = await readSettledBatches(later).catch((thrown: unknown) => thrown);
    expect(isProtocolError(error) && error.code).to.equal("SETTLEMENT_DATA_MISSING");
  });

  it("SETTLE-98: finds data that a contract had all along by tracing, and by nothing else", async () => {
    const { desk, query, settlementGenesis } = await load();
    await passTime(desk.l1, 3_601n);
    await desk.setRoots();
    const { alice, bob } = desk.world;
    const notes = alice.notes.filter(({ asset }) => asset === 1n).slice(-1);
    const legs = [{ asset: 1n, notes, paid: 1n }] as const;
    const batch = await desk.make([
      desk.world.operation({ parties: [alice, bob], legs }),
      desk.world.blank(),
    ]);
    await postThroughContract(desk, batch);
    const batches = await readSettledBatches(query);
    const replay = new SettlementReplay(settlementGenesis);
    for (const each of batches) replay.apply(each);
    expect(replay.tip).to.deep.equal(batch.header);
    const blind = { ...query, provider: without(query.provider, "send") };
    const error = await readSettledBatches(blind).catch((thrown: unknown) => thrown);
    expect(isProtocolError(error) && error.code).to.equal("SETTLEMENT_DATA_MISSING");
  });
});

/** Has a contract post a batch that was told to it before; the transaction that posts carries nothing of it. */
async function postThroughContract({ l1 }: SettlementDesk, batch: MadeBatch): Promise<void> {
  const { portal, actors } = l1;
  const contract = await connection.ethers.deployContract("ForwarderMock", [ZeroAddress, "0x"]);
  const call = portal.interface.encodeFunctionData("post", [postingOf(batch)]);
  await contract.setCallBack(portal, call);
  await actors.anyone.sendTransaction({ to: contract, gasLimit: 16_000_000n });
  expect(await l1.rollup.lastFinal(settlementLane)).to.equal(batch.header.index);
}

/** A provider that does not know what these members would tell. */
function without(provider: LaneProvider, ...names: readonly ("getTransaction" | "send")[]): LaneProvider {
  return new Proxy(provider, {
    get: (target, name) => {
      if (name === "getTransaction" && names.includes(name)) return () => Promise.resolve(null);
      if (name === "send" && names.includes(name)) return undefined;
      const member: unknown = Reflect.get(target, name);
      return typeof member === "function" ? (member.bind(target) as unknown) : member;
    },
  });
}
