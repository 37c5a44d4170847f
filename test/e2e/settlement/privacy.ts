import { crossingKinds, type Hex, operationContent, operationWords, utf8, toHex } from "@muniment/protocol";
import { composePayment, composeShield, offerId, offerTerms, wordText } from "@muniment/sdk";
import { expect } from "chai";
import { randomBytes, hexlify } from "ethers";
import type { Bank } from "./helpers/Bank.js";
import { formsOf, search, type Secret } from "./helpers/search.js";
import { assets, bond, cash, SettlementNet } from "./helpers/SettlementNet.js";
import { type Shown, shownOn } from "./helpers/shownOn.js";
import { trade, type Traded } from "./helpers/trade.js";

/** An address that is looked at as if it were a contract of the lane's. */
const canary = `0x${"ca".repeat(20)}`;

/** A number of so many bits, all of them drawn but for the first. */
const drawn = (bits: number): bigint =>
  (1n << BigInt(bits - 1)) + (BigInt(hexlify(randomBytes(32))) & ((1n << BigInt(bits - 1)) - 1n));

describe("what the settlement lane shows to a stranger with an archive node", function () {
  this.timeout(100_000);
  let net: SettlementNet;
  let [ann, ben, cat]: Bank[] = [];
  let shown: Shown[];
  /** Base units: what is paid in, and what moves inside. */
  const border = { bonds: drawn(112), cash: drawn(112) };
  const inside = { bonds: drawn(104), cash: drawn(104), onward: drawn(98), back: drawn(100) };
  const text = `Bonds of 2030, terms ${drawn(128).toString(36)}`;
  const sung = drawn(100);
  /** Transactions that paid in, and the one that settled what was. */
  const crossed: string[] = [];
  let traded: Traded;
  /** Contents of the operations of two parties, and of one. */
  let [dvp, payment, other]: [Hex, Hex, Hex] = ["0x", "0x", "0x"];

  async function payIn(bank: Bank, asset: bigint, amount: bigint) {
    const token = net.tokens[asset === bond ? 0 : 1];
    await (await token.connect(bank.account).mint(bank.account, amount)).wait();
    const operation = composeShield({ asset, amount }, await net.toolsOf(bank));
    crossed.push(await net.payIn(bank, operation));
    return net.submit(operation);
  }
  const pay = async (from: Bank, to: Bank, asset: bigint, amount: bigint) => {
    const address = to.wallet.giveAddress();
    const notes = from.wallet.pick(asset, amount);
    return net.submit(composePayment({ asset, amount, address, notes }, await net.toolsOf(from)));
  };

  /** Everything about keys, amounts and terms that parties, prover and auditors know, by what it is. */
  function secrets(): Map<string, Secret> {
    const found = new Map<string, Secret>();
    const add = (name: string, secret: Secret): unknown => found.set(name, secret);
    for (const [index, { wallet }] of net.banks.entries()) {
      const of = (what: string): string => `${what} of bank ${String(index)}`;
      const { keys, key } = wallet;
      for (const [name, value] of Object.entries({ ...key, secret: keys.secret })) add(of(name), value);
      // All that were given out, and some more.
      for (let number = 0; number < 16; number++) {
        add(of(`nullifier key ${String(number)}`), keys.nullifierKey(number));
        add(of(`key hash ${String(number)}`), keys.keyHash(number));
      }
      for (const { asset, amount, randomness } of wallet.notes) {
        add(of(`note of ${String(amount)}`), amount);
        add(of(`note's value of ${String(amount)}`), (asset << 128n) + amount);
        add(of(`randomness of ${String(amount)}`), randomness);
      }
    }
    for (const [name, amount] of Object.entries(inside)) add(`amount of ${name}`, amount);
    const { offer, legs } = traded;
    add("text", text);
    add("salt", BigInt(offer.salt));
    add("terms", offerTerms(offer));
    add("offer", BigInt(offerId(offer)));
    for (const { leg, signature } of legs) {
      const of = (what: string): string => `${what} of leg ${String(leg.place)}`;
      add(of("ticket"), BigInt(leg.ticket));
      add(of("challenge"), signature.challenge);
      add(of("response"), signature.response);
      leg.inputs.forEach(({ randomness, nullifierKey }, place) => {
        add(of(`randomness ${String(place)}`), randomness);
        add(of(`nullifier key ${String(place)}`), nullifierKey);
      });
    }
    for (const asset of assets) add(`auditor's secret of ${String(asset)}`, net.auditors.get(asset)!);
    for (const asset of assets) add(`auditor of ${String(asset)}`, net.auditorOf(asset));
    return found;
  }

  before(async () => {
    net = await SettlementNet.start(3);
    [ann, ben, cat] = [...net.banks];
    await net.settled([await payIn(ann!, bond, border.bonds), await payIn(ben!, cash, border.cash)]);
    crossed.push(...(await net.batches()).map(({ transaction }) => transaction));
    traded = await trade(net, {
      ...{ parties: [ann!, ben!], text },
      give: { asset: bond, amount: inside.bonds },
      take: { asset: cash, amount: inside.cash },
    });
    dvp = traded.id;
    await net.settled([dvp]);
    payment = await pay(ben!, cat!, bond, inside.onward);
    other = await pay(ann!, cat!, cash, inside.back);
    await net.settled([payment, other]);
    const data = `0x${formsOf(sung)
      .map(([, digits]) => (digits.length % 2 === 0 ? digits : `0${digits}`))
      .join("")}`;
    await (await ann!.account.sendTransaction({ to: canary, data })).wait();
    const contracts = Object.values(net.contracts).map(({ target }) => (target as string).toLowerCase());
    const { l1Block } = net.world.devnet.manifest;
    shown = await shownOn(net.world, new Set([...contracts, canary]), l1Block);
  });
  after(async () => net.close());

  it("SETTLE-34, SETTLE-39: no key, amount inside, terms, nullifier key or key hash is in calldata, events or storage", () => {
    const hidden = secrets();
    expect(hidden.size).to.be.above(130);
    expect(search(shown, hidden)).to.deep.equal([]);
  });

  it("SETTLE-39, SETTLE-76: the same search finds what a shield shows at the border, and a canary in every form", () => {
    const found = search(shown, new Map(Object.entries(border)));
    for (const name of Object.keys(border)) {
      const channels = found.filter((finding) => finding.name === name).map(({ channel }) => channel);
      expect(new Set(channels), name).to.deep.equal(new Set(["calls", "events", "storage"]));
    }
    expect(new Set(found.map(({ transaction }) => transaction))).to.deep.equal(new Set(crossed));
    const forms = search(shown, new Map([["canary", sung]])).map(({ form }) => form);
    expect(forms).to.deep.equal(formsOf(sung).map(([form]) => form));
    expect(
      search([{ transaction: "", channel: "calls", text: toHex(utf8(text)) }], secrets()),
    ).to.have.lengthOf(1);
  });

  it("SETTLE-30, SETTLE-39: a delivery, a payment and a blank have the same shape, and so have their batches", async () => {
    const batches = await net.batches();
    const operations = batches.flatMap((batch) => batch.operations);
    const wordsOf = (id: string): bigint[] =>
      operations.map(operationWords).find((words) => wordText(operationContent(words)) === id)!;
    const shape = (words: readonly bigint[]) => words.map((word) => word !== 0n);
    const blank = batches[1]!.operations
      .map(operationWords)
      .find((words) => wordText(operationContent(words)) !== dvp)!;
    const shapes = [wordsOf(dvp), wordsOf(payment), wordsOf(other), blank].map(shape);
    // Nothing crosses, and every other word is as good as random.
    expect(shapes[0]).to.deep.equal([false, false, ...Array<boolean>(25).fill(true)]);
    for (const one of shapes) expect(one).to.deep.equal(shapes[0]);
    for (const batch of batches.slice(1)) {
      for (const { crossing } of batch.operations) expect(crossing.kind).to.equal(crossingKinds.none);
    }
    const words = operations.flatMap((operation) => operationWords(operation).slice(2));
    expect(new Set(words).size).to.equal(words.length);
    const sizes = batches.slice(1).map(async ({ transaction }) => {
      const sent = await net.provider.getTransaction(transaction);
      return sent!.data.length;
    });
    const [mixed, full] = await Promise.all(sizes);
    expect(mixed).to.equal(full);
  });
});
