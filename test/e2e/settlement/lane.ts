import type { Hex } from "@muniment/protocol";
import {
  boxOf,
  boxPurpose,
  composeBoxShield,
  composePayment,
  composeShield,
  composeUnshield,
  type Call,
  disclose,
  endLane,
  findBoxShields,
  findHeader,
  findShields,
  type HeldNote,
  openExit,
  reclaimShield,
  SettlementWallet,
  shieldFromBox,
  unshieldTarget,
  withdrawUnshielded,
} from "@muniment/sdk";
import { expect } from "chai";
import { end } from "../../../tasks/settle/end.js";
import { RecordedOutput } from "../../helpers/RecordedOutput.js";
import { rejected } from "../../helpers/rejected.js";
import type { Bank } from "./helpers/Bank.js";
import { bringFromEvmLane } from "./helpers/bringFromEvmLane.js";
import { exitOf, planned } from "./helpers/exitOf.js";
import { assets, bond, cash, SettlementNet } from "./helpers/SettlementNet.js";
import { type Deal, trade } from "./helpers/trade.js";

/** What is paid in, base units. */
const paidIn = { [String(bond)]: 80_000n, [String(cash)]: 90_000n };

describe("the settlement lane on anvil, with real proofs", function () {
  this.timeout(100_000);
  let net: SettlementNet;
  let [ann, ben, cat, dan]: Bank[] = [];
  /** Base units that left. */
  const left = 7_000n;
  const deals: Deal[] = [];
  /** Who is paid on L1. */
  let payee: string;
  /** Of the bank's that has spent it, as it was before. */
  let older: SettlementWallet;

  const send = async (call: Call) => net.world.send(ann!.account, call);
  const refusalOf = async (call: Call) => (await rejected(send(call))).context["error"];
  const pay = async (from: Bank, to: Bank, asset: bigint, amount: bigint, wallet = from.wallet) =>
    composePayment(
      { asset, amount, address: to.wallet.giveAddress(), notes: wallet.pick(asset, amount) },
      { ...(await net.toolsOf(from)), wallet },
    );

  before(async () => {
    net = await SettlementNet.start(4);
    [ann, ben, cat, dan] = [...net.banks];
    payee = cat!.account.address;
  });
  after(async () => net.close());

  it("SETTLE-76, SETTLE-93, SETTLE-111, SETTLE-115: one asset is paid in on L1, one comes from the EVM lane by a box", async () => {
    const { contracts, world, tokens } = net;
    const box = { asset: cash, keyIndex: ben!.wallet.giveKey() };
    const purpose = boxPurpose(ben!.wallet, box, ben!.account.address);
    const recipient = await boxOf(contracts, purpose);
    await bringFromEvmLane(world, { token: tokens[1], amount: paidIn[2]!, recipient });
    expect(await tokens[1].balanceOf(recipient)).to.equal(paidIn[2]);
    await send(await shieldFromBox(contracts, purpose));
    const [found] = await findBoxShields(contracts, purpose, 0);
    const fromBox = composeBoxShield({ ...box, amount: found!.amount }, await net.toolsOf(ben!));
    expect(fromBox.crossing.target).to.equal(purpose.receiver);
    await (await tokens[0].connect(ann!.account).mint(ann!.account, paidIn[1]!)).wait();
    const own = composeShield({ asset: bond, amount: paidIn[1]! }, await net.toolsOf(ann!));
    await net.payIn(ann!, own);
    await net.expectConserved();
    const [first, second] = await net.settled([await net.submit(fromBox), await net.submit(own)]);
    expect(first?.batch).to.equal(second?.batch);
    expect([ann!.balance(bond), ben!.balance(cash)]).to.deep.equal([paidIn[1], paidIn[2]]);
    await net.expectConserved();
  });

  it("SETTLE-94, SETTLE-95: both pay another bank, which finds its note on L1 alone", async () => {
    older = SettlementWallet.from(ann!.wallet.toDocument());
    const payments = [await pay(ann!, cat!, bond, 30_000n), await pay(ben!, dan!, cash, 40_000n)];
    const ids: Hex[] = [];
    for (const payment of payments) ids.push(await net.submit(payment));
    const again = await rejected(net.submit(await pay(ann!, dan!, bond, 1n, older)));
    expect(again.code).to.equal("NULLIFIER_PENDING");
    await net.settled(ids);
    expect([cat!.balance(bond), dan!.balance(cash)]).to.deep.equal([30_000n, 40_000n]);
    await net.expectConserved();
  });

  it("SETTLE-96 to SETTLE-102: ten deliveries versus payment in five full batches", async () => {
    // First bonds go out for cash, then some of what came goes on.
    const rounds = [
      [
        [ann!, ben!, bond, 1_000n],
        [cat!, dan!, bond, 1_100n],
      ],
      [
        [ann!, dan!, bond, 1_200n],
        [cat!, ben!, bond, 1_300n],
      ],
      [
        [ann!, ben!, bond, 1_400n],
        [cat!, dan!, bond, 1_500n],
      ],
      [
        [ben!, ann!, bond, 300n],
        [dan!, cat!, bond, 400n],
      ],
      [
        [ben!, cat!, bond, 500n],
        [dan!, ann!, bond, 600n],
      ],
    ] as const;
    for (const round of rounds) {
      const ids: Hex[] = [];
      for (const [giver, taker, asset, amount] of round) {
        const deal: Deal = {
          ...{ parties: [giver, taker], give: { asset, amount } },
          ...{ take: { asset: cash, amount: 2n * amount + 1n }, text: `${String(amount)} bonds` },
        };
        deals.push(deal);
        ids.push((await trade(net, deal)).id);
      }
      const [first, second] = await net.settled(ids);
      expect(first?.batch).to.equal(second?.batch);
      await net.expectConserved();
    }
    const got = [bond, cash].map((asset) => net.banks.map((bank) => bank.balance(asset)));
    expect(got).to.deep.equal(assets.map((asset) => net.banks.map((bank) => expected(bank, asset))));
  });

  /** What a bank has by its payments and deals. */
  function expected(bank: Bank, asset: bigint): bigint {
    const begin = new Map([
      [ann!, { bond: 50_000n, cash: 0n }],
      [ben!, { bond: 0n, cash: 50_000n }],
      [cat!, { bond: 30_000n, cash: 0n }],
      [dan!, { bond: 0n, cash: 40_000n }],
    ]).get(bank)!;
    return deals.reduce(
      (sum, { parties: [giver, taker], give, take }) => {
        const leg =
          asset === bond ? { ...give, from: giver, to: taker } : { ...take, from: taker, to: giver };
        return sum + (leg.to === bank ? leg.amount : 0n) - (leg.from === bank ? leg.amount : 0n);
      },
      asset === bond ? begin.bond : begin.cash,
    );
  }

  it("SETTLE-79, SETTLE-82, SETTLE-93: what is unshielded is owed on L1, and paid there", async () => {
    const { contracts, tokens } = net;
    const target = unshieldTarget(payee);
    const plan = { asset: bond, amount: left, target, notes: cat!.wallet.pick(bond, left) };
    await net.settled([await net.submit(composeUnshield(plan, await net.toolsOf(cat!)))]);
    expect(await contracts.SettlementGateway.owedTo(bond, target)).to.equal(left);
    await net.expectConserved([payee]);
    await send(withdrawUnshielded(contracts, { asset: bond, target }));
    expect(await tokens[0].balanceOf(payee)).to.equal(left);
    await net.expectConserved([payee]);
  });

  it("SETTLE-103: each auditor reads the flows of its own asset and no other, and they add up", async () => {
    const batches = await net.batches();
    for (const asset of assets) {
      const flows = disclose(net.genesis, batches, net.auditors.get(asset)!);
      expect(new Set(flows.map((flow) => flow.asset))).to.deep.equal(new Set([asset]));
      // One shield, one payment, ten deals; one unshield of bonds.
      expect(flows).to.have.lengthOf(asset === bond ? 13 : 12);
      const sum = (pick: (flow: (typeof flows)[number]) => bigint) =>
        flows.reduce((total, flow) => total + pick(flow), 0n);
      expect(sum(({ entered }) => entered)).to.equal(paidIn[Number(asset)]);
      expect(sum((flow) => flow.left)).to.equal(asset === bond ? left : 0n);
      for (const bank of net.banks) {
        const key = bank.wallet.key.x;
        const got = sum(({ to, paid }) => (to === key ? paid : 0n));
        const gave = sum((flow) => (flow.from === key ? flow.paid + flow.left : 0n));
        expect(got - gave).to.equal(bank.balance(asset));
      }
      for (const { parties, give, take } of deals) {
        const [giver, taker] = parties.map(({ wallet }) => wallet.key.x);
        const leg = asset === bond ? [giver, taker, give.amount] : [taker, giver, take.amount];
        const shown = flows.filter(
          ({ from, to, paid }) => from === leg[0] && to === leg[1] && paid === leg[2],
        );
        expect(shown).to.have.lengthOf(1);
      }
    }
  });

  it("SETTLE-120: the prover refuses what is spent, what is frozen, and what other rules were signed for", async () => {
    const spent = await rejected(net.submit(await pay(ann!, dan!, bond, 1n, older)));
    expect(spent.code).to.equal("NULLIFIER_SPENT");
    const giveRoster = await net.setRoots(net.rosterOf([dan!]));
    const payment = await pay(ann!, dan!, bond, 10n);
    await net.rosterMissed();
    expect((await rejected(net.submit(payment))).code).to.equal("PROVER_ROSTER_MISSING");
    await giveRoster();
    const frozen = await rejected(net.submit(payment));
    expect([frozen.code, frozen.context["place"]]).to.deep.equal(["HOLDER_FROZEN", 1]);
    const stale = await pay(ann!, ben!, bond, 10n);
    net.auditors.set(bond, 77n);
    await (
      await net.setRoots(net.rosterOf([dan!]))
    )();
    expect((await rejected(net.submit(stale))).code).to.equal("OPERATION_UNSIGNED");
  });

  it("SETTLE-85, SETTLE-90, ESCAPE-1: without its operator the lane ends, and a shield that waits comes back", async () => {
    const { contracts, rollup, tokens, world } = net;
    await world.devnet.settlement!.close();
    await (await tokens[0].connect(dan!.account).mint(dan!.account, 500n)).wait();
    const operation = composeShield({ asset: bond, amount: 500n }, await net.toolsOf(dan!));
    await net.payIn(dan!, operation);
    await net.expectConserved([payee]);
    expect(await refusalOf(await endLane(rollup))).to.equal("RollupNotStalled");
    await world.devnet.closeNode();
    const { l1 } = world.devnet;
    await l1.advanceTo((await l1.time()) + (await rollup.FinalityPolicy.escapeDelay()) + 60n);
    const { header } = await findHeader(rollup, await rollup.Rollup.lastFinal(rollup.lane));
    expect(await refusalOf(openExit(contracts, header))).to.equal("ExitNotEnded");
    const output = new RecordedOutput();
    await end(rollup, dan!.account, output);
    await end(rollup, dan!.account, output);
    expect(output.values["isEnded"]).to.equal(true);
    // The second time there is nothing to send.
    expect(output.values["transaction"]).to.equal("");
    await send(openExit(contracts, header));
    const query = { asset: bond, amount: 500n, receiver: operation.crossing.target, fromBlock: 0 };
    await send(reclaimShield(contracts, (await findShields(contracts, query))[0]!));
    expect(await tokens[0].balanceOf(dan!.account)).to.equal(500n);
    await net.expectConserved([payee]);
  });

  it("SETTLE-91, SETTLE-92: two banks leave by force, each once, and not with what they have spent", async () => {
    const { tokens, contracts } = net;
    const out = { bond: 0n, cash: 0n };
    let proven: Call | undefined;
    for (const [bank, asset] of [
      [ann!, bond],
      [ben!, cash],
    ] as const) {
      const [note] = bank.wallet.free(asset) as [HeldNote];
      const call = await exitOf(net, await planned(net, bank, note));
      await send(call);
      const token = tokens[asset === bond ? 0 : 1];
      expect(await token.balanceOf(bank.account)).to.equal(note.amount);
      expect(await refusalOf(call)).to.equal("ExitNullifierSpent");
      out[asset === bond ? "bond" : "cash"] = note.amount;
      proven = call;
    }
    const [spent] = older.notes as [HeldNote];
    expect((await rejected(planned(net, ann!, spent))).code).to.equal("NULLIFIER_SPENT");
    // Nor with another note's proof: the generated verifier has no error that the SDK could name.
    const [, proof] = contracts.SettlementExit.interface.decodeFunctionData("exit", proven!.data);
    const { asset, amount, nullifier } = spent;
    const recipient = ann!.account.address;
    const data = contracts.SettlementExit.interface.encodeFunctionData("exit", [
      { asset, amount, nullifier, recipient },
      proof as string,
    ]);
    expect((await rejected(send({ ...proven!, data }))).code).to.equal("CHAIN_FAILED");
    for (const [index, one] of [out.bond, out.cash].entries()) {
      const held = await tokens[index]!.balanceOf(contracts.SettlementGateway);
      expect(held + one).to.equal(await net.worth(assets[index]!, [payee]));
    }
  });
});
