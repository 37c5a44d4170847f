import { expect } from "chai";
import { network } from "hardhat";
import { isProtocolError } from "@muniment/protocol";
import { readSettledBatches, SettlementReplay } from "@muniment/sdk";
import type { LaneProvider } from "@muniment/sdk";
import { settlementNetwork, setUpSettlement } from "../../L1/helpers/settlement/setUpSettlement.js";
import { SettlementDesk } from "../../L1/helpers/settlement/SettlementDesk.js";

const connection = await network.create(settlementNetwork);
const { networkHelpers } = connection;
const fixture = async () => setUpSettlement(connection);

/** A lane with a batch of two shields, one without data, and a delivery. */
async function load() {
  const l1 = await networkHelpers.loadFixture(fixture);
  const { actors, portal } = l1;
  const desk = await SettlementDesk.open(l1);
  const { alice, bob } = desk.world;
  await desk.advance([
    await desk.fund(actors.anyone, alice, 1n, 1_000n),
    await desk.fund(actors.other, bob, 2n, 5_000n),
  ]);
  await desk.advance();
  await desk.advance([desk.world.delivery(), desk.world.blank()]);
  const provider = connection.ethers.provider as unknown as LaneProvider;
  const query = { portal: await portal.getAddress(), provider, fromBlock: 0 };
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
    const { provider } = query;
    const blind = new Proxy(provider, {
      get: (target, name) => {
        if (name === "getTransaction") return () => Promise.resolve(null);
        if (name === "send") return undefined;
        const member: unknown = Reflect.get(target, name);
        return typeof member === "function" ? (member.bind(target) as unknown) : member;
      },
    });
    const error = await readSettledBatches({ ...query, provider: blind }).catch((thrown: unknown) => thrown);
    expect(isProtocolError(error) && error.code).to.equal("SETTLEMENT_DATA_MISSING");
  });
});
