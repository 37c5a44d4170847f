import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Hex, keyOf, ProtocolError } from "@muniment/protocol";
import { expect } from "chai";
import { makeError } from "ethers";
import { network } from "hardhat";
import { assets, standing } from "../../../helpers/settlement/SettlementWorld.js";
import { settlementNetwork } from "../../../L1/helpers/settlement/setUpSettlement.js";
import { passTime } from "../../../L1/helpers/setUpL1.js";
import { ConformanceProver } from "./helpers/ConformanceProver.js";
import type { ServiceBench } from "./helpers/ServiceBench.js";
import { serviceOn } from "./helpers/serviceOn.js";

const connection = await network.create(settlementNetwork);
const openBench = serviceOn(connection);
const hex = (value: bigint) => `0x${value.toString(16)}`;

describe("prover > SettlementService", () => {
  let bench: ServiceBench;
  let prover: ConformanceProver;

  beforeEach(async () => {
    prover = new ConformanceProver();
    bench = await openBench({ prover });
  });

  afterEach(() => bench.close());

  const statusOf = (id: `0x${string}`) => bench.statusOf(id);

  describe("batches", () => {
    it("SETTLE-86: takes operations in, makes a batch of them, proves it and posts it", async () => {
      const { world } = bench;
      const ids = [
        await bench.fund(world.alice, assets.bond, 1_000n),
        await bench.fund(world.bob, assets.cash, 5_000n),
      ];
      expect(ids.map(statusOf)).to.deep.equal(["queued", "queued"]);
      await bench.service.tick();
      expect(ids.map(statusOf)).to.deep.equal(["proving", "proving"]);
      await bench.settle();
      expect(bench.service.trouble).to.equal(undefined);
      for (const id of ids) expect(bench.service.operation(id)).to.include({ status: "final", batch: 1n });
      await bench.receive();
      const delivery = await bench.submit(world.delivery());
      await bench.settle();
      expect(bench.service.operation(delivery)).to.include({ status: "final", batch: 2n });
      expect(bench.service.status).to.include({ batches: 2n, waiting: 0, isInsecure: true });
    });

    it("SETTLE-122: waits for others, and not too long; then it takes the smallest size that fits", async () => {
      await bench.restart({ greatestWait: 5_000 });
      const { alice } = bench.world;
      for (const amount of [1n, 2n, 3n]) await bench.fund(alice, assets.bond, amount);
      await bench.settle();
      expect(await bench.lastFinal()).to.equal(0n);
      bench.clock += 5_000;
      await bench.settle();
      expect(await bench.lastFinal()).to.equal(1n);
      expect(prover.asked).to.deep.equal([8]);
    });

    it("SETTLE-122: refuses what cannot be settled any more, and settles the rest", async () => {
      await bench.fundBoth();
      await bench.restart({ greatestWait: 1_000 });
      const { alice, bob } = bench.world;
      const pay = (from: typeof alice, to: typeof alice, asset: bigint) =>
        bench.submit(
          bench.world.operation({ parties: [from, to], legs: [{ asset, notes: from.notes, paid: 1n }] }),
        );
      const first = await pay(alice, bob, assets.bond);
      const second = await pay(bob, alice, assets.cash);
      const freeze = { ...standing, isFrozen: true };
      await bench.setRoster((roster) => ({
        ...roster,
        holders: roster.holders.map((holder) =>
          holder.key === alice.key.x ? { ...holder, ...freeze } : holder,
        ),
      }));
      bench.clock += 1_000;
      await bench.settle();
      expect(bench.service.operation(first)).to.deep.include({
        status: "refused",
        problem: { code: "HOLDER_FROZEN", context: { place: 0 } },
      });
      // Bob's payment goes to Alice, who is frozen too.
      expect(statusOf(second)).to.equal("refused");
    });

    it("SETTLE-124: an operation without a witness is found and refused, and the others go on", async () => {
      await bench.fundBoth();
      const { alice, bob } = bench.world;
      const bad = bench.world.operation({
        parties: [alice, bob],
        legs: [{ asset: assets.bond, notes: alice.notes, paid: 1n }],
      });
      const good = bench.world.operation({
        parties: [bob, alice],
        legs: [{ asset: assets.cash, notes: bob.notes, paid: 1n }],
      });
      prover.refuses = (inputs) => inputs.includes(hex(bad.terms));
      const ids = [await bench.submit(bad), await bench.submit(good)];
      await bench.settle();
      expect(ids.map(statusOf)).to.deep.equal(["refused", "final"]);
      expect(bench.service.operation(ids[0]!).problem?.code).to.equal("OPERATION_UNPROVABLE");
    });

    it("SETTLE-121: a prover that fails is tried again", async () => {
      prover.failures = 1;
      const id = await bench.fund(bench.world.alice, assets.bond, 1n);
      await bench.service.tick();
      await bench.service.proven();
      await bench.service.tick();
      expect(bench.service.trouble?.code).to.equal("PROVER_THREAD_FAILED");
      bench.clock += 1_000;
      await bench.settle();
      expect(statusOf(id)).to.equal("final");
    });

    it("SETTLE-71: stands still without the registrars' roster, and goes on when it is there", async () => {
      const id = await bench.fund(bench.world.alice, assets.bond, 1n);
      await bench.setRoster((roster) => ({ ...roster, holders: [...roster.holders].reverse() }));
      const file = join(bench.directory, "rosters", "2.json");
      const text = readFileSync(file, "utf8");
      writeFileSync(file, "half of i");
      await bench.settle();
      expect(bench.service.trouble?.code).to.equal("PROVER_ROSTER_MISSING");
      // Whoever asks meanwhile is told what is missing, not to try again in a moment.
      expect(() => bench.service.rules)
        .to.throw()
        .with.property("code", "PROVER_ROSTER_MISSING");
      writeFileSync(file, text);
      await bench.settle();
      expect(statusOf(id)).to.equal("final");
      await passTime(bench.l1, 86_401n);
      await bench.service.tick();
      bench.world.shield(bench.world.alice, assets.bond, 2n);
      await bench.payIn(bench.world.shield(bench.world.alice, assets.bond, 2n));
      await bench.settle();
      expect(bench.service.trouble?.code).to.equal("PROVER_ROOTS_TOO_OLD");
    });

    it("SETTLE-71: stands still without the folder of rosters too", async () => {
      const id = await bench.fund(bench.world.alice, assets.bond, 1n);
      const rosters = join(bench.directory, "rosters");
      await bench.setRoster((roster) => ({ ...roster, holders: [...roster.holders].reverse() }));
      renameSync(rosters, `${rosters}-away`);
      await bench.settle();
      expect(bench.service.trouble?.code).to.equal("PROVER_ROSTER_MISSING");
      renameSync(`${rosters}-away`, rosters);
      await bench.settle();
      expect(statusOf(id)).to.equal("final");
    });

    it("SETTLE-135: says that L1 does not answer, and what nobody foresaw", async () => {
      const away = Object.assign(new TypeError("away"), { code: "ECONNREFUSED" });
      const late = makeError("late", "TIMEOUT", { operation: "request", reason: "timeout" });
      for (const [error, code, problem] of [
        [late, "L1_UNAVAILABLE", "TIMEOUT"],
        [away, "L1_UNAVAILABLE", "ECONNREFUSED"],
        [new TypeError("secret"), "PROVER_FAULT", "TypeError"],
      ] as const) {
        bench.provider.getBlock = () => Promise.reject(error);
        expect(await bench.service.tick().catch((thrown: unknown) => thrown)).to.equal(error);
        expect(bench.service.trouble).to.include({ code });
        expect(bench.service.trouble?.context).to.include({ problem });
      }
      const figures = await bench.service.metrics.text();
      expect(figures).to.include('muniment_settlement_troubles_total{code="L1_UNAVAILABLE"} 2');
      expect(figures).to.include('muniment_settlement_troubles_total{code="PROVER_FAULT"} 1');
      Reflect.deleteProperty(bench.provider, "getBlock");
      await bench.service.tick();
      expect(bench.service.trouble).to.equal(undefined);
    });

    it("SETTLE-121: what L1 refuses is made anew", async () => {
      prover.lies = 1;
      const id = await bench.fund(bench.world.alice, assets.bond, 1n);
      await bench.service.tick();
      await bench.service.proven();
      await bench.service.tick();
      expect(bench.service.trouble?.code).to.equal("PROVER_BATCH_REFUSED");
      expect(statusOf(id)).to.equal("queued");
      bench.clock += 1_000;
      await bench.settle();
      expect(statusOf(id)).to.equal("final");
    });

    it("SETTLE-122: refuses an operation that shows other words under new rules", async () => {
      await bench.restart({ greatestWait: 1_000 });
      const id = await bench.fund(bench.world.alice, assets.bond, 1n);
      const auditor = keyOf(5n);
      await bench.setRoster((roster) => ({
        ...roster,
        rules: roster.rules.map((rules) => ({ ...rules, auditor })),
      }));
      bench.clock += 1_000;
      await bench.settle();
      expect(bench.service.operation(id).problem?.code).to.equal("OPERATION_CHANGED");
    });
  });

  describe("shields", () => {
    it("SETTLE-132: an item that is queued while a batch is proven costs no second proof", async () => {
      const { alice, bob } = bench.world;
      let open: () => void = () => undefined;
      prover.gate = new Promise((resolve) => (open = resolve));
      const id = await bench.fund(alice, assets.bond, 5n);
      await bench.service.tick();
      await bench.payIn(bench.world.shield(bob, assets.cash, 7n));
      open();
      await bench.settle();
      expect(statusOf(id)).to.equal("final");
      expect(prover.asked).to.deep.equal([2]);
    });

    /** @returns What puts an item before the batch that the next tick sends, so that L1 refuses it. */
    async function overtaking(): Promise<() => Promise<void>> {
      const { gateway, cash, actors } = bench.l1;
      const { target } = bench.world.shield(bench.world.bob, assets.cash, 7n).crossing;
      const payer = cash.connect(actors.anyone);
      await payer.mint(actors.anyone.address, 70n);
      await payer.approve(gateway, 70n);
      const value = await gateway.shieldFee();
      const first = {
        value,
        gasLimit: 1_000_000n,
        maxPriorityFeePerGas: 10n ** 12n,
        maxFeePerGas: 10n ** 13n,
      };
      return async () => {
        await bench.provider.send("evm_setAutomine", [false]);
        await bench.service.tick();
        await gateway.connect(actors.anyone).shield(assets.cash, 7n, target, first);
        await bench.provider.send("evm_mine", []);
        await bench.provider.send("evm_setAutomine", [true]);
      };
    }

    /** A batch that was proven, and that L1 is to have. */
    async function proveOne(): Promise<Hex> {
      const id = await bench.fund(bench.world.alice, assets.bond, 5n);
      await bench.service.tick();
      await bench.service.proven();
      return id;
    }

    /** L1 does not answer a question of this kind when it is asked next. */
    function failOnce(
      question: "estimateGas" | "getBlock",
      error: Error = new TypeError("no connection"),
    ): void {
      const answer = bench.provider[question].bind(bench.provider);
      const fail = () => {
        bench.provider[question] = answer as never;
        return Promise.reject(error);
      };
      bench.provider[question] = fail;
    }

    /** A tick that L1 does not answer. */
    async function failedTick(): Promise<void> {
      const problem = await bench.service.tick().catch((error: unknown) => (error as Error).message);
      expect(problem).to.equal("no connection");
    }

    it("SETTLE-132: nor does one that comes before its transaction", async () => {
      const overtake = await overtaking();
      const id = await proveOne();
      await overtake();
      expect(statusOf(id)).to.equal("posted");
      await bench.service.tick();
      expect(bench.service.trouble?.code).to.equal("PROVER_BATCH_REFUSED");
      expect(statusOf(id)).to.equal("posted");
      bench.clock += 60_000;
      await bench.settle();
      expect(bench.service.operation(id)).to.include({ status: "final", batch: 1n });
      expect(prover.asked).to.deep.equal([2]);
    });

    it("SETTLE-132: nor does L1, when it does not answer while a batch is sent or was refused", async () => {
      const overtake = await overtaking();
      const id = await proveOne();
      failOnce("estimateGas");
      await failedTick();
      await overtake();
      failOnce("getBlock");
      await failedTick();
      bench.clock += 60_000;
      await bench.settle();
      expect(bench.service.operation(id)).to.include({ status: "final", batch: 1n });
      expect(prover.asked).to.deep.equal([2]);
    });

    it("SETTLE-132: nor does what is wrong with the asking, which is asked again after a rest", async () => {
      const id = await proveOne();
      const unavailable = { method: "eth_estimateGas", problem: "no block", attempts: 1 };
      failOnce("estimateGas", new ProtocolError("L1_UNAVAILABLE", unavailable));
      await bench.service.tick();
      expect(bench.service.trouble?.code).to.equal("L1_UNAVAILABLE");
      await bench.service.tick();
      expect(bench.service.operation(id)).to.deep.equal({ status: "posted", batch: 1n });
      bench.clock += 60_000;
      await bench.settle();
      expect(bench.service.operation(id)).to.include({ status: "final", batch: 1n });
      expect(prover.asked).to.deep.equal([2]);
    });

    it("SETTLE-132: what L1 refuses again and again is sent more and more seldom", async () => {
      const id = await proveOne();
      const portal = await bench.l1.portal.getAddress();
      const code = await bench.provider.getCode(portal);
      for (const rest of [1_000, 2_000]) {
        await bench.provider.send("evm_setAutomine", [false]);
        await bench.service.tick();
        await bench.provider.send("hardhat_setCode", [portal, "0x60006000fd"]);
        await bench.provider.send("evm_mine", []);
        await bench.provider.send("hardhat_setCode", [portal, code]);
        await bench.provider.send("evm_setAutomine", [true]);
        await bench.service.tick();
        expect(bench.service.trouble?.code).to.equal("PROVER_BATCH_REFUSED");
        bench.clock += rest - 1;
        await bench.service.tick();
        expect(bench.service.operation(id).transaction).to.equal(undefined);
        bench.clock += 1;
      }
      await bench.settle();
      expect(statusOf(id)).to.equal("final");
    });

    it("SETTLE-123: waits for a shield's operation, then passes the item over", async () => {
      await bench.restart({ shieldPatience: 100n });
      const { alice, bob } = bench.world;
      await bench.payIn(bench.world.shield(bob, assets.cash, 9n));
      const id = await bench.fund(alice, assets.bond, 5n);
      await bench.settle();
      expect([statusOf(id), await bench.lastFinal()]).to.deep.equal(["waiting", 0n]);
      await passTime(bench.l1, 100n);
      await bench.settle();
      expect(statusOf(id)).to.equal("final");
      expect((await bench.l1.gateway.progress()).nextShield).to.equal(2n);
    });

    it("SETTLE-123: never waits longer than half the deadline, and passes over without data", async () => {
      await bench.payIn(bench.world.shield(bench.world.bob, assets.cash, 9n));
      await passTime(bench.l1, 290n);
      await bench.settle();
      expect(await bench.lastFinal()).to.equal(0n);
      await passTime(bench.l1, 10n);
      await bench.settle();
      expect(await bench.lastFinal()).to.equal(1n);
      expect(prover.asked).to.deep.equal([]);
    });
  });
});
