/** What the service takes in and what it refuses, beside Hardhat's simulated L1. */
import { expect } from "chai";
import { network } from "hardhat";
import { rejected } from "../../../helpers/rejected.js";
import { assets } from "../../../helpers/settlement/SettlementWorld.js";
import { settlementNetwork } from "../../../L1/helpers/settlement/setUpSettlement.js";
import type { ServiceBench } from "./helpers/ServiceBench.js";
import { serviceOn } from "./helpers/serviceOn.js";

const openBench = serviceOn(await network.create(settlementNetwork));

describe("prover > SettlementService > intake", () => {
  let bench: ServiceBench;

  beforeEach(async () => {
    bench = await openBench();
  });

  afterEach(() => bench.close());

  it("SETTLE-120: refuses what L1 would refuse, each with its error", async () => {
    await bench.fundBoth();
    const { alice, bob } = bench.world;
    const refusal = async (operation: Parameters<ServiceBench["submit"]>[0]) =>
      (await rejected(bench.submit(operation))).code;
    const shield = bench.world.shield(alice, assets.bond, 4n);
    expect(await refusal(shield)).to.equal("SHIELD_ITEM_UNKNOWN");
    await bench.payIn(shield);
    expect(await refusal(bench.world.shield(alice, assets.bond, 4n))).to.equal("SHIELD_ITEM_UNKNOWN");
    expect(await bench.submit(shield)).to.equal(await bench.submit(shield));

    const bonds = { asset: assets.bond, notes: alice.notes };
    const unshield = { amount: 10n, target: BigInt(await bench.l1.gateway.getAddress()) };
    const out = bench.world.operation({ parties: [alice, bob], legs: [bonds], unshield });
    expect(await refusal(out)).to.equal("UNSHIELD_TARGET_REFUSED");

    await bench.submit(bench.world.operation({ parties: [alice, bob], legs: [{ ...bonds, paid: 1n }] }));
    const other = bench.world.operation({ parties: [alice, bob], legs: [{ ...bonds, paid: 2n }] });
    expect(await refusal(other)).to.equal("NULLIFIER_PENDING");
    expect(await refusal(bench.world.blank())).to.equal("OPERATION_EMPTY");
    expect((await rejected(bench.service.submitOperation({}))).code).to.equal("SETTLEMENT_DOCUMENT_INVALID");
  });

  it("SETTLE-120: takes as many as it was told to, and knows what it knows", async () => {
    await bench.restart({ mostWaiting: 1, greatestWait: 1_000_000 });
    const { alice } = bench.world;
    await bench.fund(alice, assets.bond, 1n);
    const error = await rejected(bench.fund(alice, assets.bond, 2n));
    expect(error.code).to.equal("OPERATIONS_TOO_MANY");
    const unknown = `0x${"ab".repeat(32)}` as const;
    expect((await rejected(Promise.resolve().then(() => bench.service.operation(unknown)))).code).to.equal(
      "OPERATION_UNKNOWN",
    );
  });

  it("SETTLE-120: takes no more of those that come at once either", async () => {
    await bench.restart({ mostWaiting: 1, greatestWait: 1_000_000 });
    const { world } = bench;
    const both = [1n, 2n].map((amount) => world.shield(world.alice, assets.bond, amount));
    for (const each of both) await bench.payIn(each);
    const answers = await Promise.allSettled(both.map((each) => bench.submit(each)));
    expect(answers.map(({ status }) => status)).to.have.members(["fulfilled", "rejected"]);
    const refused = answers.find((answer) => answer.status === "rejected");
    expect(refused?.reason).to.have.property("code", "OPERATIONS_TOO_MANY");
    expect(bench.service.status.waiting).to.equal(1);
  });

  it("SETTLE-121: tells who missed the answer that what L1 has by now was taken in, and by whomever", async () => {
    await bench.fundBoth();
    const { alice, bob } = bench.world;
    const pay = (paid: bigint) =>
      bench.world.operation({
        parties: [alice, bob],
        legs: [{ asset: assets.bond, notes: alice.notes, paid }],
      });
    const operations = [pay(1n), bench.world.shield(alice, assets.bond, 4n)] as const;
    const [payment, shield] = operations;
    await bench.payIn(shield);
    const ids = [await bench.submit(payment), await bench.submit(shield)];
    await bench.settle();
    expect(ids.map((id) => bench.statusOf(id))).to.deep.equal(["final", "final"]);
    const other = pay(2n);

    const beside = await bench.beside();
    for (const service of [bench.service, beside]) {
      await service.tick();
      for (const [place, operation] of operations.entries())
        expect(await service.submitOperation(bench.document(operation))).to.deep.equal({ id: ids[place] });
      const refused = await rejected(service.submitOperation(bench.document(other)));
      expect(refused.code).to.equal("NULLIFIER_SPENT");
      expect(service.status.waiting).to.equal(0);
    }
    await beside.close();
  });

  it("SETTLE-127: production refuses an INSECURE reference string", async () => {
    expect((await rejected(bench.restart({ isProduction: true }))).code).to.equal("PROVER_INSECURE");
    await bench.start();
  });
});
