import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { keccak256, keyOf, RulesTree, utf8 } from "@muniment/protocol";
import type { Note } from "@muniment/protocol";
import { SettlementServer } from "@muniment/prover";
import type { LegSubmission, SettlementOffer } from "@muniment/sdk";
import { offerId, ProverClient } from "@muniment/sdk";
import { expect } from "chai";
import { network } from "hardhat";
import { rejected } from "../../../helpers/rejected.js";
import { assets } from "../../../helpers/settlement/SettlementWorld.js";
import { settlementNetwork } from "../../../L1/helpers/settlement/setUpSettlement.js";
import { legOf as legOfWorld, signOf } from "./helpers/legOf.js";
import type { ServiceBench } from "./helpers/ServiceBench.js";
import { serviceOn } from "./helpers/serviceOn.js";
import { tradeOffer } from "./helpers/tradeOffer.js";

const connection = await network.create(settlementNetwork);
const openBench = serviceOn(connection);

describe("prover > SettlementServer > offers", () => {
  const { bond } = assets;
  let bench: ServiceBench;
  let server: SettlementServer;
  let client: ProverClient;

  beforeEach(async () => {
    bench = await openBench();
    await serve();
    await bench.fundBoth();
  });

  afterEach(async () => {
    await server.close();
    await bench.close();
  });

  async function serve(): Promise<void> {
    server = await SettlementServer.start({ service: bench.service });
    client = new ProverClient(server.url);
  }

  /** After the service has started again. */
  async function serveAnew(): Promise<void> {
    await server.close();
    await serve();
  }

  const legOf = (
    offer: SettlementOffer,
    place: 0 | 1,
    change: Partial<LegSubmission> & { readonly note?: Note } = {},
  ) => legOfWorld(bench.world, offer, place, change);

  /** Alice gives a note of hers away, on another path. */
  async function spend(note: Note): Promise<void> {
    const { alice, bob } = bench.world;
    const legs = [{ asset: bond, notes: [note], paid: 1n }] as const;
    await bench.submit(bench.world.operation({ parties: [alice, bob], legs }));
    await bench.settle();
  }

  it("SETTLE-136: the newest leg of a party counts, before the other one comes and until both have signed", async () => {
    const { alice, bob } = bench.world;
    for (const amount of [900n, 800n, 700n]) await bench.fund(alice, bond, amount);
    await bench.settle();
    await bench.receive(1n);
    const notes = alice.notes.filter(({ asset }) => asset === bond);
    const offer = tradeOffer(bench.world);
    const id = offerId(offer);
    const ticket = (name: string) => keccak256(utf8(name));
    const legWith = (place: number) =>
      legOf(offer, 0, { note: notes[place]!, ticket: ticket(`of note ${String(place)}`) });
    await client.submitLeg(legWith(0));
    await spend(notes[0]!);
    await client.submitLeg(legWith(1));
    const second = legOf(offer, 1);
    expect(await client.submitLeg(second)).to.deep.equal({ status: "composed" });
    const before = await client.getOffer(id, second.leg.ticket);
    await client.submitSignature(id, 1, signOf(bob, offer, before));

    await spend(notes[1]!);
    expect(await client.submitLeg(legWith(2))).to.deep.equal({ status: "composed" });
    await bench.start();
    await serveAnew();
    const [own, others] = [
      await client.getOffer(id, legWith(2).leg.ticket),
      await client.getOffer(id, second.leg.ticket),
    ];
    expect(others.operation).to.not.equal(before.operation);
    expect((await client.submitSignature(id, 0, signOf(alice, offer, own))).status).to.equal("composed");
    const { operation } = await client.submitSignature(id, 1, signOf(bob, offer, others));
    const late = rejected(client.submitLeg(legOf(offer, 1, { ticket: ticket("late") })));
    expect((await late).code).to.equal("NULLIFIER_PENDING");
    const further = rejected(client.submitLeg(legWith(3)));
    expect((await further).context).to.deep.equal({ id, problem: "both parties have signed it" });
    await bench.settle();
    expect(await client.getOperation(operation)).to.include({ status: "final" });
  });

  async function changeAuditor(secret: bigint): Promise<void> {
    const auditor = keyOf(secret);
    await bench.setRoster((roster) => ({
      ...roster,
      rules: roster.rules.map((rules) => ({ ...rules, auditor })),
    }));
    await bench.service.tick();
  }

  it("SETTLE-136: under another auditor what was signed before counts no more, and is signed anew", async () => {
    const { alice, bob } = bench.world;
    const offer = tradeOffer(bench.world);
    const id = offerId(offer);
    const legs = [legOf(offer, 0), legOf(offer, 1)] as const;
    for (const leg of legs) await client.submitLeg(leg);
    const before = await client.getOffer(id, legs[0].leg.ticket);
    await client.submitSignature(id, 0, signOf(alice, offer, before));
    await changeAuditor(5n);
    const own = await client.getOffer(id, legs[1].leg.ticket);
    expect(own.operation).to.not.equal(before.operation);
    expect((await client.submitSignature(id, 1, signOf(bob, offer, own))).status).to.equal("composed");
    expect((await client.getOffer(id, legs[1].leg.ticket)).status).to.equal("composed");
    await bench.start();
    await serveAnew();
    expect(await client.getOperation(own.operation!)).to.deep.equal({ status: "waiting" });
    const { status, operation } = await client.submitSignature(id, 0, signOf(alice, offer, own));
    expect([status, operation]).to.deep.equal(["signed", own.operation]);
    await bench.settle();
    expect(await client.getOperation(operation)).to.include({ status: "final" });
    await changeAuditor(7n);
    await bench.start();
    await serveAnew();
    expect(await client.getOffer(id, legs[0].leg.ticket)).to.deep.equal({ status: "signed", operation });
    // Whose answer was lost brings its signature again.
    const again = await client.submitSignature(id, 0, signOf(alice, offer, own));
    expect(again).to.deep.equal({ status: "signed", operation });
  });

  it("SETTLE-121: a leg and what it completes are on disk together, or neither is", async () => {
    const offer = tradeOffer(bench.world);
    const [first, second] = [legOf(offer, 0), legOf(offer, 1)];
    await client.submitLeg(first);
    await client.submitLeg(second);
    const file = join(bench.directory, "journal", "settlement.jsonl");
    const lines = readFileSync(file, "utf8").split("\n").slice(0, -1);
    writeFileSync(file, `${lines.slice(0, -1).join("\n")}\n${lines.at(-1)!.slice(0, 99)}`);
    await bench.start();
    await serveAnew();
    expect(await client.submitLeg(second)).to.deep.equal({ status: "composed" });
    expect((await client.getOffer(offerId(offer), first.leg.ticket)).status).to.equal("composed");
  });

  it("SETTLE-137: a trade that both have signed takes no offer's place, and is forgotten when it is settled", async () => {
    const { alice, bob } = bench.world;
    await bench.fund(alice, bond, 900n);
    await bench.settle();
    await bench.receive(1n);
    await bench.restart({ mostWaiting: 10 });
    await serveAnew();
    const offer = tradeOffer(bench.world);
    const id = offerId(offer);
    const legs = [legOf(offer, 0), legOf(offer, 1)] as const;
    for (const leg of legs) await client.submitLeg(leg);
    const another = { ...offer, salt: keccak256(utf8("another")) };
    const next = () => client.submitLeg(legOf(another, 0, { note: alice.notes.at(-1)! }));
    expect((await rejected(next())).code).to.equal("OPERATIONS_TOO_MANY");
    const standing = await client.getOffer(id, legs[0].leg.ticket);
    await client.submitSignature(id, 0, signOf(alice, offer, standing));
    await client.submitSignature(id, 1, signOf(bob, offer, standing));
    expect(await next()).to.deep.equal({ status: "waiting" });
    await bench.settle();
    await bench.provider.send("hardhat_mine", ["0x220"]);
    await bench.service.tick();
    expect((await client.getOffer(id, legs[0].leg.ticket)).status).to.equal("signed");
    await bench.provider.send("hardhat_mine", ["0x38"]);
    await bench.service.tick();
    const gone = rejected(client.getOffer(id, legs[0].leg.ticket));
    expect((await gone).code).to.equal("OFFER_UNKNOWN");
    expect(await client.getOperation(standing.operation!)).to.include({ status: "final" });
  });

  it("SETTLE-137: what a trade shows is laid out once, and for no stranger", async () => {
    const offer = tradeOffer(bench.world);
    const legs = [legOf(offer, 0), legOf(offer, 1)] as const;
    for (const leg of legs) await client.submitLeg(leg);
    let looks = 0;
    const find = Object.getOwnPropertyDescriptor(RulesTree.prototype, "find")!;
    const look = find.value as (asset: bigint) => unknown;
    const counted = function (this: RulesTree, asset: bigint): unknown {
      looks++;
      return look.call(this, asset);
    };
    Object.defineProperty(RulesTree.prototype, "find", { ...find, value: counted });
    try {
      const unknown = rejected(client.getOperation(`0x${"ab".repeat(32)}`));
      expect((await unknown).code).to.equal("OPERATION_UNKNOWN");
      const { operation } = await client.getOffer(offerId(offer), legs[0].leg.ticket);
      expect(await client.getOperation(operation!)).to.deep.equal({ status: "waiting" });
    } finally {
      Object.defineProperty(RulesTree.prototype, "find", find);
    }
    expect(looks).to.equal(0);
  });
});
