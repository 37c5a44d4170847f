import { expect } from "chai";
import { network } from "hardhat";
import { assets } from "../../../helpers/settlement/SettlementWorld.js";
import {
  settlementLane,
  settlementNetwork,
  setUpSettlement,
} from "../../../L1/helpers/settlement/setUpSettlement.js";
import { operator, ServiceBench } from "./helpers/ServiceBench.js";

const connection = await network.create(settlementNetwork);
const { networkHelpers } = connection;
const fixture = async () => setUpSettlement(connection, { operators: [operator.address] });

describe("prover > SettlementService", () => {
  let bench: ServiceBench;

  beforeEach(async () => {
    bench = await ServiceBench.open(connection, await networkHelpers.loadFixture(fixture));
  });

  afterEach(() => bench.close());

  it("SETTLE-86: takes operations in, makes a batch of them, proves it and posts it", async () => {
    const { service, world, l1 } = bench;
    const ids = [
      await bench.fund(world.alice, assets.bond, 1_000n),
      await bench.fund(world.bob, assets.cash, 5_000n),
    ];
    expect(service.operation(ids[0]!).status).to.equal("queued");
    await bench.settle();
    expect(service.trouble).to.equal(undefined);
    expect(await l1.rollup.lastFinal(settlementLane)).to.equal(1n);
    for (const id of ids) expect(service.operation(id)).to.include({ status: "final", batch: 1n });
    await bench.receive();
    const delivery = await bench.submit(world.delivery());
    await bench.settle();
    expect(service.operation(delivery)).to.include({ status: "final", batch: 2n });
    expect(service.status).to.include({ batches: 2n, waiting: 0, isInsecure: true });
  });
});
