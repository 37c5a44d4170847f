import { getEventListeners } from "node:events";
import {
  keccak256,
  openChange,
  openOutput,
  openPayment,
  readOperationWords,
  signMessage,
  utf8,
} from "@muniment/protocol";
import type { SettlementOperation, UnsignedOperation } from "@muniment/protocol";
import { runService, SettlementServer } from "@muniment/prover";
import type { LegSubmission, SettlementOffer } from "@muniment/sdk";
import { encodeLeg, offerId, ProverClient } from "@muniment/sdk";
import { expect } from "chai";
import { network } from "hardhat";
import { pino } from "pino";
import { rejected } from "../../../helpers/rejected.js";
import type { Bank } from "../../../helpers/settlement/SettlementWorld.js";
import { assets, farAway, standing } from "../../../helpers/settlement/SettlementWorld.js";
import { settlementNetwork } from "../../../L1/helpers/settlement/setUpSettlement.js";
import { legOf as legOfWorld, signOf } from "./helpers/legOf.js";
import type { ServiceBench } from "./helpers/ServiceBench.js";
import { serviceOn } from "./helpers/serviceOn.js";
import { tradeOffer } from "./helpers/tradeOffer.js";

const connection = await network.create(settlementNetwork);
const openBench = serviceOn(connection);

describe("prover > SettlementServer", () => {
  let bench: ServiceBench;
  let server: SettlementServer;
  let client: ProverClient;
  let lines: string[];

  beforeEach(async () => {
    lines = [];
    const log = pino({ level: "trace" }, { write: (line: string) => void lines.push(line) });
    bench = await openBench({ log });
    server = await SettlementServer.start({ service: bench.service, log });
    client = new ProverClient(server.url);
    await bench.fundBoth();
  });

  afterEach(async () => {
    await server.close();
    await bench.close();
  });

  const { bond, cash } = assets;

  const makeOffer = (): SettlementOffer => tradeOffer(bench.world);

  const legOf = (offer: SettlementOffer, place: 0 | 1, change: Partial<LegSubmission> = {}) =>
    legOfWorld(bench.world, offer, place, change);

  it("SETTLE-100: a trade of two parties, from the legs to its batch", async () => {
    const { alice, bob } = bench.world;
    const offer = makeOffer();
    const id = offerId(offer);
    const [first, second] = [legOf(offer, 0), legOf(offer, 1)];
    expect(await client.submitLeg(first)).to.deep.equal({ status: "waiting" });
    expect(await client.getOffer(id, first.leg.ticket)).to.deep.equal({ status: "waiting" });
    expect(await client.submitLeg(second)).to.deep.equal({ status: "composed" });
    expect(await client.submitLeg(second)).to.deep.equal({ status: "composed" });

    const own = await client.getOffer(id, first.leg.ticket);
    const others = await client.getOffer(id, second.leg.ticket);
    expect(others.words).to.deep.equal(own.words);
    expect(others.paymentSeed).to.not.equal(own.paymentSeed);
    const sealed = readOperationWords(own.words!);
    const receiver = { owner: bob.key.x, nullifierKeyHash: own.receiverKeyHash! };
    expect(openOutput(sealed.legs[0].payment, own.paymentSeed!, receiver)).to.include({ amount: 400n });
    const payee = { secret: alice.secret, nullifierKeys: [alice.nullifierKey] };
    expect(openPayment(sealed, 1, payee)).to.include({ asset: cash, amount: 4_400n });
    const keeper = { owner: alice.key.x, spentKey: alice.nullifierKey, nullifierKeys: [alice.nullifierKey] };
    expect(openChange(sealed, 0, keeper)).to.include({ amount: 600n });

    const half = await client.submitSignature(id, 0, signOf(alice, offer, own));
    expect(half.status).to.equal("composed");
    expect(await client.getOperation(half.operation)).to.deep.equal({ status: "waiting" });
    await bench.start();
    await server.close();
    server = await SettlementServer.start({ service: bench.service });
    client = new ProverClient(server.url);
    expect(await client.getOffer(id, second.leg.ticket)).to.deep.equal(others);
    const { status, operation } = await client.submitSignature(id, 1, signOf(bob, offer, others));
    expect(status).to.equal("signed");
    await bench.settle();
    expect(await client.getOperation(operation)).to.include({ status: "final", batch: 2n });
    expect((await client.getOffer(id, first.leg.ticket)).status).to.equal("signed");
    expect((await client.submitSignature(id, 1, signOf(bob, offer, others))).status).to.equal("signed");
  });

  it("SETTLE-126: neither party learns what the other gives or keeps", async () => {
    const { alice, bob } = bench.world;
    const offer = makeOffer();
    await client.submitLeg(legOf(offer, 0));
    const second = legOf(offer, 1);
    await client.submitLeg(second);
    const answer = await client.getOffer(offerId(offer), second.leg.ticket);
    expect(Object.keys(answer).sort()).to.deep.equal([
      ...["operation", "paymentSeed", "receiverKeyHash", "status", "words"],
    ]);
    const [note] = alice.notes;
    const hidden = [note!.nullifierKey, note!.randomness, 1_000n, 600n];
    for (const value of [...answer.words!, answer.paymentSeed!, answer.receiverKeyHash!])
      expect(hidden).to.not.include(value);
    const sealed = readOperationWords(answer.words!);
    expect(
      openOutput(sealed.legs[0].payment, answer.paymentSeed!, { owner: bob.key.x, nullifierKeyHash: 0n }),
    ).to.equal(undefined);
    const [, { change }] = [0, sealed.legs[0]];
    expect(openOutput(change, answer.paymentSeed!, { owner: alice.key.x, nullifierKeyHash: 0n })).to.equal(
      undefined,
    );
  });

  it("SETTLE-97: refuses legs that are not right, each with its reason", async () => {
    const offer = makeOffer();
    const refusal = async (change: Partial<LegSubmission>) =>
      (await rejected(client.submitLeg(legOf(offer, 0, change)))).code;
    expect(await refusal({ domain: 5n })).to.equal("OFFER_LEG_INVALID");
    expect(await refusal({ amount: 0n })).to.equal("OFFER_LEG_INVALID");
    expect(await refusal({ amount: 1_001n })).to.equal("OPERATION_VALUE_INVALID");
    expect(await refusal({ asset: cash })).to.equal("NOTE_UNKNOWN");
    expect(await refusal({ expiresAt: 5n })).to.equal("OPERATION_EXPIRED");
    expect(await refusal({ counterparty: bench.world.alice.key.x })).to.equal("OFFER_LEG_INVALID");
    const good = legOf(offer, 0);
    const forged = { ...good, signature: legOf(offer, 1).signature };
    expect((await rejected(client.submitLeg(forged))).code).to.equal("OFFER_LEG_INVALID");
    const unknown = rejected(client.getOffer(offerId(offer), good.leg.ticket));
    expect((await unknown).code).to.equal("OFFER_UNKNOWN");
    await client.submitLeg(good);
    const stranger = rejected(client.getOffer(offerId(offer), keccak256(utf8("another ticket"))));
    expect((await stranger).code).to.equal("OFFER_UNKNOWN");
  });

  it("SETTLE-97: legs of different terms, or of another key, stay apart", async () => {
    const offer = makeOffer();
    await client.submitLeg(legOf(offer, 0));
    expect(
      await client.submitLeg(legOf(offer, 1, { terms: 5n, ticket: keccak256(utf8("a")) })),
    ).to.deep.equal({
      status: "waiting",
    });
    const other = legOf(offer, 1, { counterparty: 5n, ticket: keccak256(utf8("b")) });
    expect(await client.submitLeg(other)).to.deep.equal({ status: "waiting" });
    expect(await client.submitLeg(legOf(offer, 1))).to.deep.equal({ status: "composed" });
    const wrong = signMessage(bench.world.bob.secret, 5n);
    const error = await rejected(client.submitSignature(offerId(offer), 1, wrong));
    expect(error.code).to.equal("OPERATION_UNSIGNED");
  });

  it("SETTLE-100: says its rules, its status, its health and its figures", async () => {
    const { rules, number } = await client.getRules();
    expect(rules).to.deep.equal(bench.roster.rules);
    expect(number).to.equal(1n);
    expect(await client.getStatus()).to.deep.include({ lane: 2, batches: 1n, sizes: [2, 8, 24] });
    const health = await (await fetch(`${server.url}/health`)).json();
    expect(health).to.deep.equal({ isHealthy: true });
    const figures = await (await fetch(`${server.url}/metrics`)).text();
    expect(figures).to.include('muniment_settlement_batches_total{size="2"} 1');
    const unknown = rejected(client.getOperation(`0x${"ab".repeat(32)}`));
    expect((await unknown).code).to.equal("OPERATION_UNKNOWN");
    for (const [path, body] of [
      ["/v1/operations", "no JSON"],
      ["/v1/nothing", "{}"],
    ] as const) {
      const headers = { "content-type": "application/json" };
      const answer = await fetch(`${server.url}${path}`, { method: "POST", headers, body });
      expect(await answer.json()).to.deep.include({ code: "PROVER_REQUEST_INVALID" });
    }
    const port = Number(new URL(server.url).port);
    const second = rejected(SettlementServer.start({ service: bench.service, port }));
    expect((await second).code).to.equal("PORT_IN_USE");
  });

  it("SETTLE-127: logs and figures name no party, no key and no amount", async () => {
    const { alice, bob } = bench.world;
    const operation = bench.world.delivery();
    await client.submitOperation(operation);
    await bench.settle();
    const figures = await (await fetch(`${server.url}/metrics`)).text();
    const secrets: bigint[] = [alice, bob].flatMap(({ key, nullifierKey, secret }) => [
      ...[key.x, key.y, nullifierKey, secret],
    ]);
    secrets.push(operation.ephemeral, operation.terms);
    for (const { inputs } of operation.legs) for (const { randomness } of inputs) secrets.push(randomness);
    const text = [...lines, figures].join("\n");
    expect(lines.length).to.be.greaterThan(4);
    for (const value of secrets) {
      expect(text).to.not.include(value.toString());
      expect(text).to.not.include(value.toString(16));
    }
    expect(text.replaceAll(/"pid":\d+/g, "")).to.not.match(/\b(4400|5000|1130)\b/);
  });

  it("SETTLE-121: runs until it is told to stop, also while L1 does not answer", async () => {
    const ending = new AbortController();
    let ticks = 0;
    const listeners: number[] = [];
    const service = {
      tick: () => {
        ticks++;
        listeners.push(getEventListeners(ending.signal, "abort").length);
        if (ticks === 3) ending.abort();
        return ticks === 2 ? Promise.reject(new TypeError("no connection")) : Promise.resolve();
      },
    };
    const after = (_: number, work: () => void) => {
      queueMicrotask(work);
      return () => undefined;
    };
    const warned: string[] = [];
    const log = pino({}, { write: (line: string) => void warned.push(line) });
    await runService(service, { clock: { now: () => 0, after }, interval: 5, signal: ending.signal, log });
    expect([ticks, warned.length]).to.deep.equal([3, 1]);
    // The signal lives as long as the service: a listener for each pause would be too many.
    expect(listeners).to.deep.equal([0, 0, 0]);
  });

  it("SETTLE-135: says that it cannot answer, and its log where", async () => {
    const shield = bench.world.shield(bench.world.bob, cash, 5n);
    const secret = "what is nobody's business";
    const away = Object.assign(new TypeError(secret), { code: "ECONNREFUSED" });
    for (const [error, status, code] of [
      [away, 503, "L1_UNAVAILABLE"],
      [new TypeError(secret), 500, "PROVER_FAULT"],
    ] as const) {
      bench.provider.getBlock = () => Promise.reject(error);
      const answer = await fetch(`${server.url}/v1/operations`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(bench.document(shield)),
      });
      const text = await answer.text();
      expect([answer.status, (JSON.parse(text) as { code: string }).code]).to.deep.equal([status, code]);
      expect(text).to.not.include(secret);
      const line = lines.at(-1) ?? "";
      expect(JSON.parse(line)).to.include({ code, path: "/v1/operations" });
      expect(line).to.not.include(secret);
      expect(await bench.service.metrics.text()).to.include(`troubles_total{code="${code}"} 1`);
    }
    Reflect.deleteProperty(bench.provider, "getBlock");
  });

  it("SETTLE-133: who has neither a note nor a deposit learns nothing of a key", async () => {
    const { world } = bench;
    const [stranger, alice] = [world.bank(), world.alice];
    const bonds = { asset: bond, notes: alice.notes, paid: 1n };
    const pays = (change: (operation: UnsignedOperation) => UnsignedOperation = (same) => same) =>
      world.operation({ parties: [alice, stranger], legs: [bonds] }, change);
    const codeOf = async (operation: SettlementOperation) =>
      (await rejected(client.submitOperation(operation))).code;
    const deposit = world.shield(stranger, cash, 5n);
    expect(await codeOf(deposit)).to.equal("SHIELD_ITEM_UNKNOWN");
    await bench.payIn(deposit);
    expect(await codeOf(deposit)).to.equal("HOLDER_UNKNOWN");
    const signed = pays();
    const { challenge, response } = signed.signatures[0];
    const forged = { challenge, response: response + 1n };
    expect(await codeOf({ ...signed, signatures: [forged, signed.signatures[1]] })).to.equal(
      "OPERATION_UNSIGNED",
    );
    const without = pays((operation) => {
      const [first, second] = operation.legs;
      const inputs = first.inputs.map((input) => ({ ...input, randomness: 1n })) as never;
      return { ...operation, legs: [{ ...first, inputs }, second] };
    });
    expect(await codeOf(without)).to.equal("NOTE_UNKNOWN");
    expect(await codeOf(signed)).to.equal("HOLDER_UNKNOWN");
    await bench.setRoster((roster) => ({
      ...roster,
      holders: [
        ...roster.holders,
        { key: stranger.key.x, ...standing, expiresAt: farAway, jurisdiction: 840 },
      ],
    }));
    await bench.service.tick();
    const refused = await rejected(client.submitOperation(signed));
    expect([refused.code, refused.context]).to.deep.equal(["RECEIVER_JURISDICTION_REFUSED", { asset: "1" }]);
  });

  it("SETTLE-133: clients that ask for what L1 does not have share one look at it", async () => {
    const { world } = bench;
    const operations = Array.from({ length: 12 }, () => world.shield(world.bob, cash, 5n));
    let looks = 0;
    const asked = bench.provider.getBlock.bind(bench.provider);
    bench.provider.getBlock = (...question) => {
      looks++;
      return asked(...question);
    };
    const codes = await Promise.all(
      operations.map(async (each) => (await rejected(bench.submit(each))).code),
    );
    expect(new Set(codes)).to.deep.equal(new Set(["SHIELD_ITEM_UNKNOWN"]));
    expect(looks).to.be.at.most(2);
  });

  it("SETTLE-134: one holder keeps nobody else out, neither of an offer nor of the prover", async () => {
    const { alice } = bench.world;
    const offer = makeOffer();
    const ticket = (number: number) => keccak256(utf8(`one of many ${String(number)}`));
    for (let number = 0; number < 4; number++)
      await client.submitLeg(legOf(offer, 1, { ticket: ticket(number), amount: 1n }));
    const refused = await rejected(client.submitLeg(legOf(offer, 1, { ticket: ticket(4) })));
    expect(refused.context).to.include({ problem: "its party has too many legs of it" });
    expect(await client.submitLeg(legOf(offer, 0))).to.deep.equal({ status: "composed" });

    const { bob } = bench.world;
    await bench.restart({ mostWaiting: 10 });
    const another = { ...offer, salt: keccak256(utf8("another")) };
    const second = bench.service.submitLeg(offerId(another), encodeLeg(legOf(another, 0)));
    expect((await rejected(second)).context).to.deep.equal({ limit: 1 });
    await bench.restart({});
    await bench.fund(alice, bond, 10n);
    await bench.settle();
    await bench.receive(1n);
    await bench.restart({ mostWaiting: 10, greatestWait: 100_000 });
    const pays = (from: Bank, to: Bank, asset: bigint, note: number) =>
      bench.submit(
        bench.world.operation({
          parties: [from, to],
          legs: [{ asset, notes: [from.notes[note]!], paid: 1n }],
        }),
      );
    await pays(alice, bob, bond, 0);
    expect((await rejected(pays(alice, bob, bond, 1))).context).to.deep.equal({ limit: 1 });
    await pays(bob, alice, cash, 0);
  });
});
