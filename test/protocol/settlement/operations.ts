import { expect } from "chai";
import type { LegPlan, Note, SealedOperation } from "@muniment/protocol";
import {
  auditOutput,
  commitmentOf,
  composeLeg,
  crossingKinds,
  fieldHash,
  fieldModulus,
  fieldSum,
  hashTags,
  keyOf,
  messageOf,
  nullifierKeyHash,
  nullifierOf,
  openChange,
  openOutput,
  openPayment,
  operationContent,
  operationMessage,
  operationSize,
  operationWords,
  outputSeeds,
  readOperationWords,
  receiverOf,
  sealOperation,
  sharedSecret,
} from "@muniment/protocol";
import { caught } from "../../helpers/caught.js";
import { assets, batchTime, SettlementWorld } from "../../helpers/settlement/SettlementWorld.js";

/** Alice delivers 400 of her 1,000 bonds, Bob pays 4,400 of his 5,000 in cash. */
function delivery() {
  const world = new SettlementWorld();
  const { alice, bob } = world;
  const note = (owner: bigint, nullifierKey: bigint, asset: bigint, amount: bigint): Note => ({
    ...{ asset, amount, owner, nullifierKey },
    randomness: world.random(),
  });
  const bonds = note(alice.key.x, alice.nullifierKey, assets.bond, 1_000n);
  const cash = note(bob.key.x, bob.nullifierKey, assets.cash, 5_000n);
  const operation = world.operation({
    parties: [alice, bob],
    legs: [
      { asset: assets.bond, notes: [bonds], paid: 400n },
      { asset: assets.cash, notes: [cash], paid: 4_400n },
    ],
  });
  const auditors = [keyOf(world.auditors.bond).x, keyOf(world.auditors.cash).x] as const;
  return { world, alice, bob, bonds, cash, operation, auditors, sealed: sealOperation(operation, auditors) };
}

const places = [0, 1] as const;

describe("protocol > settlement > operations", () => {
  describe("sealOperation", () => {
    it("SETTLE-32: shows the nullifiers of both inputs of both legs, blanks too", () => {
      const { bonds, operation, sealed, alice } = delivery();
      const blank = operation.legs[0].inputs[1];
      expect(blank.amount).to.equal(0n);
      expect(sealed.legs[0].nullifiers).to.deep.equal([
        nullifierOf(bonds.nullifierKey, commitmentOf(bonds)),
        nullifierOf(blank.nullifierKey, commitmentOf({ asset: assets.bond, owner: alice.key.x, ...blank })),
      ]);
    });

    it("SETTLE-30: a blank operation shows as many words as any, and none that tells it is one", () => {
      const { world, sealed } = delivery();
      const none = world.rules.find(assets.none).rules.auditor.x;
      const blank = operationWords(sealOperation(world.blank(), [none, none]));
      const full = operationWords(sealed);
      for (const words of [blank, full]) {
        expect(words).to.have.length(operationSize);
        expect(words.slice(0, 2)).to.deep.equal([0n, 0n]);
        // No word repeats, and none is small: an amount or a number of an asset would be.
        expect(new Set(words.slice(2)).size).to.equal(25);
        expect(words.slice(2).every((word) => word > 1n << 200n)).to.equal(true);
      }
    });

    it("SETTLE-31: a shield shows asset, amount and the payment's receiver, an unshield where the value goes", () => {
      const world = new SettlementWorld();
      const { alice, bob } = world;
      const shield = world.shield(alice, assets.bond, 70n);
      const [sealed] = [sealOperation(shield, [1n, 1n])];
      expect(sealed.crossing).to.deep.include({
        kind: crossingKinds.shield,
        asset: assets.bond,
        amount: 70n,
      });
      const note = openPayment(sealed, 0, {
        secret: alice.secret,
        nullifierKeys: [alice.nullifierKey],
      }) as Note;
      expect(sealed.crossing.target).to.equal(
        receiverOf(alice.key.x, nullifierKeyHash(alice.nullifierKey), note.randomness),
      );
      const unshield = world.operation({
        parties: [alice, bob],
        legs: [{ asset: assets.bond, notes: [note] }],
        unshield: { amount: 30n, target: 99n },
      });
      const { crossing } = sealOperation(unshield, [1n, 1n]);
      expect(crossing).to.deep.equal({
        kind: crossingKinds.unshield,
        asset: assets.bond,
        amount: 30n,
        target: 99n,
      });
      expect(unshield.legs[0].change.amount).to.equal(40n);
    });
  });

  describe("composeLeg", () => {
    const plan: LegPlan = { asset: 1n, notes: [], paid: 0n, receiverKeyHash: 1n, changeKeyHash: 2n };
    const note: Note = { asset: 1n, amount: 5n, owner: 1n, nullifierKey: 2n, randomness: 3n };

    it("SETTLE-32: what is left is change", () => {
      const leg = composeLeg({ ...plan, notes: [note, note], paid: 7n, leaving: 1n }, () => 0n);
      expect(leg.payment).to.deep.equal({ amount: 7n, nullifierKeyHash: 1n });
      expect(leg.change).to.deep.equal({ amount: 2n, nullifierKeyHash: 2n });
      expect(composeLeg({ ...plan, entering: 9n, paid: 4n }, () => 0n).change.amount).to.equal(5n);
    });

    it("SETTLE-32: refuses three notes, another asset, and more than there is", () => {
      const unfit = [
        { ...plan, notes: [note, note, note] },
        { ...plan, notes: [{ ...note, asset: 2n }] },
        { ...plan, notes: [note], paid: 6n },
      ];
      for (const one of unfit) {
        expect(caught(() => composeLeg(one, () => 0n)).code).to.equal("SETTLEMENT_NOTES_UNFIT");
      }
    });
  });

  describe("openPayment and openChange", () => {
    it("SETTLE-33: the receiver reads the payment, and the note's commitment is the output's", () => {
      const { alice, bob, sealed } = delivery();
      const expected = [
        [bob, alice, assets.bond, 400n],
        [alice, bob, assets.cash, 4_400n],
      ] as const;
      for (const place of places) {
        const [receiver, giver, asset, amount] = expected[place];
        const nullifierKeys = [7n, receiver.nullifierKey];
        const note = openPayment(sealed, place, { secret: receiver.secret, nullifierKeys }) as Note;
        expect(note).to.deep.include({ asset, amount, owner: receiver.key.x });
        expect(commitmentOf(note)).to.equal(sealed.legs[place].payment.commitment);
        const other = { secret: giver.secret, nullifierKeys: [giver.nullifierKey] };
        expect(openPayment(sealed, place, other)).to.equal(undefined);
        expect(openPayment(sealed, place, { ...other, secret: receiver.secret })).to.equal(undefined);
      }
    });

    it("SETTLE-33: the giver reads its change with the nullifier key it spent, and nobody else does", () => {
      const { alice, bob, sealed } = delivery();
      const holder = {
        owner: alice.key.x,
        spentKey: alice.nullifierKey,
        nullifierKeys: [alice.nullifierKey],
      };
      const note = openChange(sealed, 0, holder) as Note;
      expect(note).to.deep.include({ asset: assets.bond, amount: 600n, owner: alice.key.x });
      expect(commitmentOf(note)).to.equal(sealed.legs[0].change.commitment);
      expect(openChange(sealed, 0, { ...holder, spentKey: bob.nullifierKey })).to.equal(undefined);
      expect(openChange(sealed, 0, { ...holder, owner: bob.key.x })).to.equal(undefined);
      expect(openChange(sealed, 1, holder)).to.equal(undefined);
    });

    it("SETTLE-33: what was shown of an operation tells nothing of another that spends the same note", () => {
      // A trade was composed and shown, and never settled; the same note pays somebody else.
      const { world, alice, bonds, auditors, sealed: shown } = delivery();
      const legs = [{ asset: assets.bond, notes: [bonds], paid: 137n }] as const;
      const paid = world.operation({ parties: [alice, world.bank()], legs });
      const sealed = sealOperation(paid, auditors);
      const [nullifier] = sealed.legs[0].nullifiers;
      expect(nullifier).to.equal(shown.legs[0].nullifiers[0]);
      const words = [shown, sealed].map(({ legs: [{ change }] }) => change.ciphertext[0]);
      expect(fieldSum(words[1]!, -words[0]!)).to.not.equal(400n - 137n);
      const pads = [shown, sealed].map(({ ephemeralKey }) =>
        outputSeeds.change(alice.nullifierKey, nullifier, ephemeralKey),
      );
      expect(pads[0]).to.not.equal(pads[1]);
    });

    it("SETTLE-33: the same payment twice, with one ephemeral secret, makes two different notes", () => {
      const { world, alice, bob } = delivery();
      const ephemeral = world.random();
      const [one, other] = [0, 1].map(() =>
        sealOperation(
          world.operation({ parties: [alice, bob] }, (operation) => ({ ...operation, ephemeral })),
          [1n, 1n],
        ),
      ) as [SealedOperation, SealedOperation];
      expect(one.ephemeralKey).to.equal(other.ephemeralKey);
      expect(one.legs[0].payment.commitment).to.not.equal(other.legs[0].payment.commitment);
      const first = one.legs[0].nullifiers[0];
      expect(outputSeeds.payment(5n, first)).to.equal(fieldHash(hashTags.paymentSeed, [5n, first]));
      expect(outputSeeds.change(5n, first, 7n)).to.equal(fieldHash(hashTags.changeSeed, [5n, first, 7n]));
    });
  });

  describe("auditOutput", () => {
    it("SETTLE-34: an auditor reads every output of its asset and none of another", () => {
      const { world, alice, bob, sealed } = delivery();
      const read = (secret: bigint) =>
        places.flatMap((place) =>
          (["payment", "change"] as const).map((part) => {
            const opened = auditOutput(sealed.legs[place][part], sharedSecret(secret, sealed.ephemeralKey));
            return opened === undefined ? undefined : [opened.owner, opened.asset, opened.amount];
          }),
        );
      expect(read(world.auditors.bond)).to.deep.equal([
        [bob.key.x, assets.bond, 400n],
        [alice.key.x, assets.bond, 600n],
        undefined,
        undefined,
      ]);
      expect(read(world.auditors.cash)).to.deep.equal([
        undefined,
        undefined,
        [alice.key.x, assets.cash, 4_400n],
        [bob.key.x, assets.cash, 600n],
      ]);
      expect(read(world.random())).to.deep.equal(new Array(4).fill(undefined));
    });

    it("SETTLE-34: what an auditor learns of one leg opens no output of the other", () => {
      const { world, alice, operation, sealed } = delivery();
      const opened = auditOutput(
        sealed.legs[0].payment,
        sharedSecret(world.auditors.bond, sealed.ephemeralKey),
      );
      const holder = { owner: alice.key.x, nullifierKeyHash: nullifierKeyHash(alice.nullifierKey) };
      const pad = fieldHash(hashTags.audit, [
        sharedSecret(world.auditors.bond, sealed.ephemeralKey),
        sealed.legs[0].payment.commitment,
      ]);
      const seed = (sealed.legs[0].payment.ciphertext[1] + fieldModulus - pad) % fieldModulus;
      expect(opened?.amount).to.equal(operation.legs[0].payment.amount);
      expect(openOutput(sealed.legs[1].payment, seed, holder)).to.equal(undefined);
      expect(openOutput(sealed.legs[0].change, seed, holder)).to.equal(undefined);
    });

    it("SETTLE-34: a ciphertext of which any word is another opens to nothing", () => {
      const { world, sealed } = delivery();
      const output = sealed.legs[0].payment;
      for (let place = 0; place < 4; place++) {
        const ciphertext = output.ciphertext.map((word, at) =>
          at === place ? (word + 1n) % fieldModulus : word,
        ) as unknown as typeof output.ciphertext;
        expect(
          auditOutput({ ...output, ciphertext }, sharedSecret(world.auditors.bond, sealed.ephemeralKey)),
        ).to.equal(undefined);
      }
    });
  });

  describe("messageOf", () => {
    it("SETTLE-38: what is signed binds domain, terms, expiry and every word", () => {
      const { world, operation, auditors, sealed } = delivery();
      const { domain } = world;
      const words = operationWords(sealed);
      const content = operationContent(words);
      const message = messageOf(operation, domain, auditors);
      const { terms, expiresAt } = operation;
      expect(expiresAt).to.equal(batchTime + 60n);
      expect(content).to.equal(fieldHash(hashTags.content, words));
      expect(message).to.equal(fieldHash(hashTags.operation, [domain, terms, expiresAt, content]));
      const parts = { domain, terms, expiresAt, content };
      expect(operationMessage(parts)).to.equal(message);
      for (const part of ["domain", "terms", "expiresAt", "content"] as const) {
        expect(operationMessage({ ...parts, [part]: parts[part] + 1n })).to.not.equal(message);
      }
      words.forEach((_, place) => {
        const other = words.map((word, at) => (at === place ? (word + 1n) % fieldModulus : word));
        expect(operationContent(other)).to.not.equal(content);
      });
    });
  });

  describe("operationWords", () => {
    it("SETTLE-39: what is written is read again", () => {
      const { world, alice, sealed } = delivery();
      const shield = sealOperation(world.shield(alice, assets.cash, (1n << 128n) - 1n), [1n, 1n]);
      for (const one of [sealed, shield]) {
        const words = operationWords(one);
        expect(readOperationWords(words)).to.deep.equal(one);
      }
      const words = operationWords(shield);
      expect(words[0]).to.equal((1n << 160n) + (assets.cash << 128n) + (1n << 128n) - 1n);
      expect(words[2]).to.equal(shield.ephemeralKey);
      expect(words.slice(3, 7)).to.deep.equal(shield.legs.flatMap(({ nullifiers }) => [...nullifiers]));
      expect([words[7], words[12], words[17], words[22]]).to.deep.equal(
        shield.legs.flatMap(({ payment, change }) => [payment.commitment, change.commitment]),
      );
      expect(words.slice(23)).to.deep.equal([...shield.legs[1].change.ciphertext]);
    });

    it("SETTLE-39: refuses words that are too few, no elements, or of no kind of crossing", () => {
      const words = operationWords(delivery().sealed);
      const refused = (changed: readonly bigint[]) => caught(() => readOperationWords(changed)).code;
      expect(refused(words.slice(1))).to.equal("SETTLEMENT_BATCH_INVALID");
      expect(refused([3n << 160n, ...words.slice(1)])).to.equal("SETTLEMENT_BATCH_INVALID");
      words.forEach((word, place) => {
        const alias = words.map((same, at) => (at === place ? word + fieldModulus : same));
        expect(refused(alias)).to.equal("FIELD_ELEMENT_INVALID");
      });
    });
  });
});
