import { expect } from "chai";
import { isMessageSigned, nullifierKeyHash, ProtocolError, signMessage } from "@muniment/protocol";
import {
  blankRules,
  decodeLeg,
  decodeOffer,
  decodeOperation,
  decodeRoster,
  encodeLeg,
  encodeOffer,
  encodeOperation,
  encodeRoster,
  legMessage,
  nobodyKey,
  offerId,
  offerTerms,
  paymentAddress,
  proverProblem,
  ProverClient,
  rosterTrees,
} from "@muniment/sdk";
import type { LegSubmission, ProverTransport, SettlementOffer } from "@muniment/sdk";
import { caught } from "../../helpers/caught.js";
import { rejected } from "../../helpers/rejected.js";
import { assets, standing, SettlementWorld } from "../../helpers/settlement/SettlementWorld.js";

const world = new SettlementWorld();
const { alice, bob } = world;
const addressOf = (bank: typeof alice) => ({ key: bank.key.x, keyHash: nullifierKeyHash(bank.nullifierKey) });
const salt = `0x${"ab".repeat(32)}` as const;

const offer: SettlementOffer = {
  domain: world.domain,
  give: { asset: 1n, amount: 400n },
  take: { asset: 2n, amount: 4_400n },
  giver: addressOf(alice),
  taker: bob.key.x,
  expiresAt: 1_795_000_600n,
  text: "Bonds of 2030 at 11",
  salt,
};
const leg: LegSubmission = {
  ...{ domain: world.domain, offer: offerId(offer), terms: offerTerms(offer), expiresAt: offer.expiresAt },
  ...{ place: 0, asset: 1n, amount: 400n, changeKeyHash: 5n, key: alice.key, receiveKeyHash: 6n },
  ...{ counterparty: bob.key.x, ticket: salt },
  inputs: [
    { amount: 1_000n, nullifierKey: alice.nullifierKey, randomness: 7n },
    { amount: 0n, nullifierKey: 8n, randomness: 9n },
  ],
};

describe("settlement documents", () => {
  it("SETTLE-94: an operation comes back from its document, and has one spelling", () => {
    const operation = world.shield(alice, assets.bond, 1_000n);
    const document = encodeOperation(operation);
    expect(decodeOperation(JSON.parse(JSON.stringify(document)))).to.deep.equal(operation);
    const short = { ...document, terms: "0x1" };
    expect(caught(() => decodeOperation(short)).code).to.equal("SETTLEMENT_DOCUMENT_INVALID");
    const off = {
      ...document,
      parties: [{ ...document.parties[0], y: document.terms }, document.parties[1]],
    };
    expect(caught(() => decodeOperation(off)).code).to.equal("SETTLEMENT_DOCUMENT_INVALID");
    expect(caught(() => decodeOperation({ ...document, more: 1 })).code).to.equal(
      "SETTLEMENT_DOCUMENT_INVALID",
    );
  });

  it("SETTLE-95: a payment address comes back from its text, and a slip of the pen is found", () => {
    const text = paymentAddress.write(addressOf(alice));
    expect(text).to.match(/^muniment-pay:[0-9a-f]{136}$/);
    expect(paymentAddress.read(text)).to.deep.equal(addressOf(alice));
    const slip = text.slice(0, 30) + (text[30] === "0" ? "1" : "0") + text.slice(31);
    expect(caught(() => paymentAddress.read(slip)).code).to.equal("SETTLEMENT_DOCUMENT_INVALID");
    expect(caught(() => paymentAddress.read("muniment-pay:12")).code).to.equal("SETTLEMENT_DOCUMENT_INVALID");
  });

  it("SETTLE-96: terms and id of an offer bind all of it, and differ from each other", () => {
    expect(decodeOffer(JSON.parse(JSON.stringify(encodeOffer(offer))))).to.deep.equal(offer);
    const other = { ...offer, salt: `0x${"ac".repeat(32)}` as const };
    expect(offerTerms(other)).to.not.equal(offerTerms(offer));
    expect(offerId(other)).to.not.equal(offerId(offer));
    expect(BigInt(offerId(offer)) >> 8n).to.not.equal(offerTerms(offer));
    const alone = { ...encodeOffer(offer), taker: encodeOffer(offer).giver.key };
    expect(caught(() => decodeOffer(alone)).code).to.equal("SETTLEMENT_DOCUMENT_INVALID");
  });

  it("SETTLE-97: a leg is signed as a whole by its party", () => {
    const signature = signMessage(alice.secret, legMessage(leg));
    const signed = decodeLeg(JSON.parse(JSON.stringify(encodeLeg({ leg, signature }))));
    expect(signed).to.deep.equal({ leg, signature });
    expect(isMessageSigned(alice.key, legMessage(signed.leg), signed.signature)).to.equal(true);
    const other = legMessage({ ...leg, amount: 401n });
    expect(isMessageSigned(alice.key, other, signed.signature)).to.equal(false);
  });

  it("SETTLE-99: a roster makes the trees that registrars sign, and nobody reads asset 0", () => {
    const { auditor } = world.rules.find(assets.bond).rules;
    const roster = {
      ...{ domain: world.domain, number: 1n, time: 2n, signatures: [] },
      holders: [alice, bob].map(({ key }) => ({ key: key.x, ...standing })),
      rules: [{ asset: 1n, jurisdictions: [4, 276, 756, 894], cap: 10n ** 12n, auditor }],
    };
    expect(decodeRoster(JSON.parse(JSON.stringify(encodeRoster(roster))))).to.deep.equal(roster);
    const trees = rosterTrees(roster);
    expect(trees.holders.root).to.equal(world.holders.root);
    expect(trees.rules.find(0n).rules).to.deep.equal(blankRules());
    expect(trees.rules.find(1n).rules).to.deep.equal(world.rules.find(1n).rules);
    expect(nobodyKey()).to.deep.equal(nobodyKey());
    const twice = encodeRoster({ ...roster, holders: [...roster.holders, ...roster.holders] });
    expect(caught(() => decodeRoster(twice)).code).to.equal("SETTLEMENT_DOCUMENT_INVALID");
  });
});

describe("ProverClient", () => {
  const answering =
    (ok: boolean, answer: unknown, seen: unknown[] = []): ProverTransport =>
    (url, request) => {
      seen.push([url, request.method, request.headers["authorization"]]);
      return Promise.resolve({ ok, json: () => Promise.resolve(answer) });
    };

  it("SETTLE-100: asks by ticket, and throws what the prover refused with", async () => {
    const seen: unknown[] = [];
    const client = new ProverClient("http://prover/", answering(true, { status: "waiting" }, seen));
    expect(await client.getOffer(salt, salt)).to.deep.equal({ status: "waiting" });
    expect(seen).to.deep.equal([[`http://prover/v1/offers/${salt}`, "GET", `Bearer ${salt}`]]);
    const refusal = proverProblem.of(new ProtocolError("NULLIFIER_SPENT", { nullifier: 7n }));
    const refusing = new ProverClient("http://prover", answering(false, refusal));
    expect((await rejected(refusing.getStatus())).code).to.equal("NULLIFIER_SPENT");
  });

  it("SETTLE-100: says what is no prover's answer, and when there is none", async () => {
    const odd = new ProverClient("http://prover", answering(true, { lane: -1 }));
    expect((await rejected(odd.getStatus())).code).to.equal("PROVER_ANSWER_INVALID");
    const rude = new ProverClient("http://prover", answering(false, { code: "NO_SUCH_CODE", context: {} }));
    expect((await rejected(rude.getStatus())).code).to.equal("PROVER_ANSWER_INVALID");
    const silent = new ProverClient("http://prover", () => Promise.reject(new Error("refused")));
    expect((await rejected(silent.getStatus())).code).to.equal("PROVER_UNREACHABLE");
  });
});
