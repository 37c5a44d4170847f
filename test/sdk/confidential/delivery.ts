import { expect } from "chai";
import { network } from "hardhat";
import type { ErrorCode, SealedOperation, UnsignedOperation } from "@muniment/protocol";
import {
  batchDigest,
  crossingKinds,
  isMessageSigned,
  isProtocolError,
  keyOf,
  operationContent,
  operationMessage,
  sealOperation,
  SettlementState,
  signMessage,
} from "@muniment/protocol";
import {
  composePayment,
  composeSignedLeg,
  disclose,
  offerTerms,
  randomElement,
  readSettledBatches,
  verifyComposition,
  wordText,
} from "@muniment/sdk";
import type { SettlementOffer } from "@muniment/sdk";
import { settlementNetwork, setUpSettlement } from "../../L1/helpers/settlement/setUpSettlement.js";
import { ScriptedProver } from "./helpers/ScriptedProver.js";
import { expiresAt, setUpWallets } from "./helpers/setUpWallets.js";

const connection = await network.create(settlementNetwork);
const { networkHelpers } = connection;
const fixture = async () => setUpSettlement(connection);
const salt = `0x${"5a".repeat(32)}` as const;
const ticket = `0x${"71".repeat(32)}` as const;

/** Alice offers 400 bonds for 4,400 in cash, and both have brought their legs. */
async function load() {
  const set = await setUpWallets(await networkHelpers.loadFixture(fixture), connection);
  const { alice, bob, world, auditorOf } = set;
  const offer: SettlementOffer = {
    domain: world.domain,
    give: { asset: 1n, amount: 400n },
    take: { asset: 2n, amount: 4_400n },
    giver: alice.giveAddress(),
    taker: bob.key.x,
    ...{ expiresAt, text: "Bonds of 2030 at 11", salt },
  };
  const random = randomElement;
  const legs = [
    composeSignedLeg(alice, { offer, place: 0, notes: alice.pick(1n, 400n), ticket, random }).leg,
    composeSignedLeg(bob, { offer, place: 1, notes: bob.pick(2n, 4_400n), ticket, random }).leg,
  ] as const;
  const now = expiresAt - 400n;
  const compose = (lie?: (operation: UnsignedOperation) => UnsignedOperation) =>
    new ScriptedProver(legs, { random, auditorOf }, lie);
  const verify = (place: 0 | 1, prover: ScriptedProver, other: Partial<SettlementOffer> = {}, at = now) =>
    verifyComposition(prover.tell(place), {
      ...{ wallet: place === 0 ? alice : bob, offer: { ...offer, ...other }, leg: legs[place], now: at },
    });
  const found = (
    place: 0 | 1,
    lie: (operation: UnsignedOperation) => UnsignedOperation,
  ): readonly [ErrorCode, unknown] | undefined => {
    try {
      verify(place, compose(lie));
    } catch (error) {
      if (isProtocolError(error)) return [error.code, error.context["field"]];
      throw error;
    }
    return undefined;
  };
  return { ...set, offer, legs, compose, verify, found };
}

const wrong = (field: string) => ["SETTLEMENT_COMPOSITION_WRONG", field];
const withLeg = (
  operation: UnsignedOperation,
  place: 0 | 1,
  change: (leg: UnsignedOperation["legs"][0]) => UnsignedOperation["legs"][0],
): UnsignedOperation => {
  const [first, second] = operation.legs;
  return { ...operation, legs: place === 0 ? [change(first), second] : [first, change(second)] };
};

describe("verifyComposition", () => {
  it("SETTLE-102: both verify, sign, and it settles", async () => {
    const { desk, world, alice, bob, compose, verify, sync } = await load();
    const prover = compose();
    const [first, second] = [verify(0, prover), verify(1, prover)];
    expect(first).to.equal(second);
    const signatures = [signMessage(alice.keys.secret, first), signMessage(bob.keys.secret, second)] as const;
    await desk.advance([prover.signed(signatures), world.blank()]);
    await sync(alice, bob);
    const held = (wallet: typeof alice) =>
      wallet.balances().map(({ asset, available }) => [asset, available]);
    expect(held(alice)).to.deep.equal([
      [1n, 600n],
      [2n, 4_400n],
    ]);
    expect(held(bob)).to.deep.equal([
      [1n, 400n],
      [2n, 600n],
    ]);
  });
});

describe("verifyComposition, of a prover that lies", () => {
  it("SETTLE-102: the payment goes to somebody else", async () => {
    const { found } = await load();
    const stranger = keyOf(77n);
    expect(found(0, (same) => ({ ...same, parties: [same.parties[0], stranger] }))).to.deep.equal(
      wrong("payment"),
    );
    const other = (place: 0 | 1) => (same: UnsignedOperation) =>
      withLeg(same, place, (leg) => ({ ...leg, payment: { ...leg.payment, nullifierKeyHash: 9n } }));
    expect(found(0, other(0))).to.deep.equal(wrong("payment"));
    expect(found(1, other(1))).to.deep.equal(wrong("payment"));
    // What one party is to receive, the other party's payment: it finds that too.
    expect(found(1, other(0))).to.deep.equal(wrong("receipt"));
    expect(found(0, other(1))).to.deep.equal(wrong("receipt"));
  });

  it("SETTLE-102: another amount", async () => {
    const { found } = await load();
    const other = (place: 0 | 1) => (same: UnsignedOperation) =>
      withLeg(same, place, (leg) => ({
        ...leg,
        payment: { ...leg.payment, amount: leg.payment.amount - 1n },
      }));
    expect(found(0, other(0))).to.deep.equal(wrong("payment"));
    expect(found(1, other(0))).to.deep.equal(wrong("receipt"));
    expect(found(0, other(1))).to.deep.equal(wrong("receipt"));
    expect(found(1, other(1))).to.deep.equal(wrong("payment"));
  });

  it("SETTLE-102: another asset", async () => {
    const { found } = await load();
    const other = (place: 0 | 1) => (same: UnsignedOperation) =>
      withLeg(same, place, (leg) => ({ ...leg, asset: 3n - leg.asset }));
    expect(found(0, other(1))).to.deep.equal(wrong("receipt"));
    expect(found(1, other(0))).to.deep.equal(wrong("receipt"));
    expect(found(0, other(0))).to.deep.equal(wrong("inputs"));
  });

  it("SETTLE-102: change of another amount, or that is not the party's", async () => {
    const { found } = await load();
    const less = (same: UnsignedOperation) =>
      withLeg(same, 0, (leg) => ({ ...leg, change: { ...leg.change, amount: leg.change.amount - 1n } }));
    const lost = (same: UnsignedOperation) =>
      withLeg(same, 0, (leg) => ({ ...leg, change: { ...leg.change, nullifierKeyHash: 9n } }));
    expect(found(0, less)).to.deep.equal(wrong("change"));
    expect(found(0, lost)).to.deep.equal(wrong("change"));
  });

  it("SETTLE-102: legs that changed places, and notes that nobody gave", async () => {
    const { found } = await load();
    const swapped = (same: UnsignedOperation): UnsignedOperation => ({
      ...same,
      legs: [same.legs[1], same.legs[0]],
    });
    expect(found(0, swapped)).to.deep.equal(wrong("inputs"));
    expect(found(1, swapped)).to.deep.equal(wrong("inputs"));
    const [first, second] = [1n, 2n].map((randomness) => ({ amount: 9n, nullifierKey: 5n, randomness }));
    const foreign = (same: UnsignedOperation) =>
      withLeg(same, 0, (leg) => ({ ...leg, inputs: [first!, second!] }));
    expect(found(0, foreign)).to.deep.equal(wrong("inputs"));
  });

  it("SETTLE-102: value that leaves the lane", async () => {
    const { found } = await load();
    const leaving = { kind: crossingKinds.unshield, amount: 600n, target: 0xdeadn };
    expect(found(0, (same) => ({ ...same, crossing: leaving }))).to.deep.equal(wrong("crossing"));
    expect(found(1, (same) => ({ ...same, crossing: leaving }))).to.deep.equal(wrong("crossing"));
  });

  it("SETTLE-102: other terms or another expiry are not what was signed", async () => {
    const { alice, offer, compose, verify } = await load();
    const prover = compose();
    const signature = signMessage(alice.keys.secret, verify(0, prover));
    const content = operationContent(prover.tell(0).words);
    const signed = { domain: offer.domain, terms: offerTerms(offer), expiresAt, content };
    expect(isMessageSigned(alice.key, operationMessage(signed), signature)).to.equal(true);
    for (const other of [{ terms: 1n }, { expiresAt: expiresAt + 1n }]) {
      expect(isMessageSigned(alice.key, operationMessage({ ...signed, ...other }), signature)).to.equal(
        false,
      );
    }
    expect(() => verify(0, prover, { text: "at 12" }))
      .to.throw()
      .with.property("code", "SETTLEMENT_COMPOSITION_WRONG");
    expect(() => verify(0, prover, {}, expiresAt))
      .to.throw()
      .with.property("code", "SETTLEMENT_OFFER_EXPIRED");
  });

  it("SETTLE-97: nobody brings a leg of an offer that is others'", async () => {
    const { bob, offer } = await load();
    const parts = { offer, place: 0 as const, notes: [], ticket, random: randomElement };
    expect(() => composeSignedLeg(bob, parts))
      .to.throw()
      .with.property("code", "SETTLEMENT_OFFER_OTHERS");
  });
});

describe("disclose", () => {
  it("SETTLE-103: says when a leg opens by half, which no circuit proves", async () => {
    const { world, genesis } = await load();
    const sealed = [world.shield(world.alice, 1n, 7n), world.blank()].map((operation) =>
      sealOperation(operation, [world.rules.find(operation.legs[0].asset).rules.auditor.x, 1n]),
    );
    const [{ legs, ...rest }, blank] = sealed as [SealedOperation, SealedOperation];
    const change = { ...legs[0].change, ciphertext: [1n, 2n, 3n, 4n] as const };
    const operations = [{ ...rest, legs: [{ ...legs[0], change }, legs[1]] as const }, blank];
    const state = new SettlementState();
    const both = operations.flatMap((operation) => operation.legs);
    state.advance(
      both.flatMap(({ nullifiers }) => nullifiers),
      both.flatMap((leg) => [leg.payment.commitment, leg.change.commitment]),
      2,
    );
    const parent = batchDigest(genesis);
    const header = { ...genesis, index: 1n, parent, stateRoot: wordText(state.root) };
    const place = { transaction: salt, block: 1, finalBlock: 1, time: 1n };
    const batch = { index: 1n, header, operations, ...place };
    expect(() => disclose(genesis, [batch], world.auditors.bond))
      .to.throw()
      .with.property("code", "SETTLEMENT_DISCLOSURE_INCOMPLETE");
  });

  it("SETTLE-103: a view key sees exactly the flows of its asset", async () => {
    const { desk, world, alice, bob, compose, verify, sync, toolsOf, query, genesis } = await load();
    const prover = compose();
    const message = verify(0, prover);
    const signatures = [
      signMessage(alice.keys.secret, message),
      signMessage(bob.keys.secret, message),
    ] as const;
    await desk.advance([prover.signed(signatures), world.blank()]);
    await sync(alice, bob);
    const plan = { asset: 2n, amount: 1_000n, address: bob.giveAddress(), notes: alice.pick(2n, 1_000n) };
    await desk.advance([composePayment(plan, toolsOf(alice)), world.blank()]);
    const batches = await readSettledBatches(query);
    const seen = (viewKey: bigint) =>
      disclose(genesis, batches, viewKey).map(({ batch, asset, from, to, paid, kept, entered }) => ({
        ...{ batch, asset, paid, kept, entered, to: to === alice.key.x ? "alice" : "bob" },
        from: from === alice.key.x ? "alice" : from === bob.key.x ? "bob" : "nobody",
      }));
    expect(seen(world.auditors.bond)).to.deep.equal([
      { batch: 1n, asset: 1n, paid: 1_000n, kept: 0n, entered: 1_000n, to: "alice", from: "nobody" },
      { batch: 2n, asset: 1n, paid: 400n, kept: 600n, entered: 0n, to: "bob", from: "alice" },
    ]);
    expect(seen(world.auditors.cash)).to.deep.equal([
      { batch: 1n, asset: 2n, paid: 5_000n, kept: 0n, entered: 5_000n, to: "bob", from: "nobody" },
      { batch: 2n, asset: 2n, paid: 4_400n, kept: 600n, entered: 0n, to: "alice", from: "bob" },
      { batch: 3n, asset: 2n, paid: 1_000n, kept: 3_400n, entered: 0n, to: "bob", from: "alice" },
    ]);
    expect(seen(123n)).to.deep.equal([]);
    expect(() => disclose(genesis, batches.slice(1), world.auditors.bond))
      .to.throw()
      .with.property("code", "SETTLEMENT_STATE_DIFFERS");
  });
});
