import { expect } from "chai";
import { mkdtemp, readFile, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { network } from "hardhat";
import {
  composeMerge,
  composePayment,
  composeShield,
  composeUnshield,
  disclose,
  pickNotes,
  readSettledBatches,
  SettlementWallet,
  unshieldTarget,
  walletFile,
} from "@muniment/sdk";
import { caught } from "../../helpers/caught.js";
import { rejected } from "../../helpers/rejected.js";
import { assets } from "../../helpers/settlement/SettlementWorld.js";
import { postApart } from "../../L1/helpers/settlement/postApart.js";
import { settlementNetwork, setUpSettlement } from "../../L1/helpers/settlement/setUpSettlement.js";
import { expiresAt, seeds, setUpWallets } from "./helpers/setUpWallets.js";

const connection = await network.create(settlementNetwork);
const { networkHelpers } = connection;
const fixture = async () => setUpSettlement(connection);
const load = async () => setUpWallets(await networkHelpers.loadFixture(fixture), connection);

const amountsOf = (wallet: SettlementWallet, asset: bigint) =>
  wallet.notes.filter((note) => note.asset === asset).map(({ amount }) => amount);

describe("SettlementWallet > scan", () => {
  it("SETTLE-101: reads shields, payments and change on L1, and what is spent", async () => {
    const { desk, world, alice, bob, toolsOf, sync } = await load();
    expect(alice.balances()).to.deep.equal([{ asset: 1n, available: 1_000n, reserved: 0n, notes: 1 }]);
    const plan = { asset: 1n, amount: 300n, address: bob.giveAddress(), notes: alice.pick(1n, 300n) };
    await desk.advance([composePayment(plan, toolsOf(alice)), world.blank()]);
    await sync(alice, bob);
    expect(amountsOf(alice, 1n)).to.deep.equal([700n]);
    expect(amountsOf(bob, 1n)).to.deep.equal([300n]);
    expect(amountsOf(bob, 2n)).to.deep.equal([5_000n]);
  });

  it("SETTLE-98, SETTLE-101, SETTLE-103: wallet and auditor read a batch that came without the portal", async () => {
    const { desk, world, alice, bob, toolsOf, sync, query, genesis } = await load();
    const plan = { asset: 1n, amount: 300n, address: bob.giveAddress(), notes: alice.pick(1n, 300n) };
    await postApart(desk, await desk.make([composePayment(plan, toolsOf(alice)), world.blank()]));
    await sync(alice, bob);
    expect([amountsOf(alice, 1n), amountsOf(bob, 1n)]).to.deep.equal([[700n], [300n]]);
    await sync(alice);
    expect(alice.tip?.index).to.equal(2n);
    const flows = disclose(genesis, await readSettledBatches(query), world.auditors.bond);
    expect(flows.map(({ batch, paid }) => [batch, paid])).to.deep.equal([
      [1n, 1_000n],
      [2n, 300n],
    ]);
  });

  it("SETTLE-101: the seed alone restores all of it", async () => {
    const { desk, world, alice, bob, toolsOf, sync } = await load();
    const plan = { asset: 1n, amount: 300n, address: bob.giveAddress(), notes: alice.pick(1n, 300n) };
    await desk.advance([composePayment(plan, toolsOf(alice)), world.blank()]);
    await sync(alice);
    const restored = SettlementWallet.of(world.domain, seeds.alice);
    await sync(restored);
    expect(restored.notes).to.deep.equal(alice.notes);
    expect(restored.tip).to.deep.equal(alice.tip);
    alice.forget();
    expect(alice.notes).to.deep.equal([]);
    await sync(alice);
    expect(alice.notes).to.deep.equal(restored.notes);
  });

  it("SETTLE-101: begins again when L1 has dropped what was read", async () => {
    const { desk, world, alice, bob, toolsOf, sync } = await load();
    const before = await networkHelpers.takeSnapshot();
    const { tip } = desk;
    const plan = { asset: 1n, amount: 300n, address: bob.giveAddress(), notes: alice.pick(1n, 300n) };
    await desk.advance([composePayment(plan, toolsOf(alice)), world.blank()]);
    await sync(alice);
    expect(amountsOf(alice, 1n)).to.deep.equal([700n]);
    await before.restore();
    desk.tip = tip;
    await desk.advance();
    await sync(alice);
    expect(amountsOf(alice, 1n)).to.deep.equal([1_000n]);
  });
});

describe("syncWallet", () => {
  it("SETTLE-101: goes on when L1 has taken the batch that was read last into an earlier block", async () => {
    const { desk, world, alice, bob, toolsOf, sync } = await load();
    const plan = { asset: 1n, amount: 300n, address: bob.giveAddress(), notes: alice.pick(1n, 300n) };
    const made = await desk.make([composePayment(plan, toolsOf(alice)), world.blank()]);
    const before = await networkHelpers.takeSnapshot();
    await networkHelpers.mine();
    await desk.post(made);
    await sync(alice);
    const read = alice.tip;
    await before.restore();
    await desk.post(made);
    desk.tip = made.header;
    await desk.advance();
    await sync(alice);
    expect([read?.index, alice.tip?.index]).to.deep.equal([2n, 3n]);
    expect(amountsOf(alice, 1n)).to.deep.equal([700n]);
  });

  it("SETTLE-101: begins anew when the batch that was read last is in a much earlier block", async () => {
    const { desk, world, alice, bob, toolsOf, sync } = await load();
    const plan = { asset: 1n, amount: 300n, address: bob.giveAddress(), notes: alice.pick(1n, 300n) };
    const made = await desk.make([composePayment(plan, toolsOf(alice)), world.blank()]);
    const before = await networkHelpers.takeSnapshot();
    await networkHelpers.mine(100);
    await desk.post(made);
    await sync(alice);
    await before.restore();
    await desk.post(made);
    desk.tip = made.header;
    await networkHelpers.mine(101);
    await desk.advance();
    await sync(alice);
    expect([alice.tip?.index, ...amountsOf(alice, 1n)]).to.deep.equal([3n, 700n]);
  });
});

describe("SettlementWallet > pick", () => {
  it("SETTLE-101: takes what leaves the least over, and says when two notes are not enough", () => {
    const notes = [1n, 5n, 7n, 20n].map((amount) => ({ amount }));
    const pick = (amount: bigint) => pickNotes(notes, 1n, amount).map((note) => note.amount);
    expect(pick(6n)).to.deep.equal([7n]);
    expect(pick(21n)).to.deep.equal([20n, 1n]);
    expect(pick(26n)).to.deep.equal([20n, 7n]);
    expect(caught(() => pick(28n)).code).to.equal("SETTLEMENT_MERGE_NEEDED");
    expect(caught(() => pick(34n)).code).to.equal("SETTLEMENT_FUNDS_MISSING");
  });

  it("SETTLE-101: what is under way is not spent twice, and is free again when no batch can have it", async () => {
    const { alice } = await load();
    const [note] = alice.pick(1n, 10n);
    const id = `0x${"77".repeat(32)}` as const;
    alice.begin({ id, kind: "payment", nullifiers: [note!.nullifier], expiresAt });
    expect(caught(() => alice.pick(1n, 10n)).code).to.equal("SETTLEMENT_FUNDS_MISSING");
    alice.release(expiresAt);
    expect(alice.pending.length).to.equal(1);
    alice.release(expiresAt + 3_600n);
    expect(alice.pick(1n, 10n)).to.deep.equal([note]);
  });
});

describe("composing alone", () => {
  it("SETTLE-94: joins two notes, which takes no receiver, and pays by them", async () => {
    const { desk, actors, world, alice, toolsOf, sync } = await load();
    const second = composeShield({ asset: assets.bond, amount: 50n }, toolsOf(alice));
    await desk.shield(actors.anyone, second);
    await desk.advance([second, world.blank()]);
    await sync(alice);
    const [one, other] = alice.free(1n);
    await desk.advance([composeMerge([one!, other!], toolsOf(alice)), world.blank()]);
    await sync(alice);
    expect(amountsOf(alice, 1n)).to.deep.equal([1_050n]);
  });

  it("SETTLE-79, SETTLE-94: takes value out, to an address and by a route", async () => {
    const { desk, actors, world, gateway, alice, toolsOf, sync } = await load();
    const target = unshieldTarget(actors.council.address);
    const plan = { asset: 1n, amount: 250n, target, notes: alice.pick(1n, 250n) };
    await desk.advance([composeUnshield(plan, toolsOf(alice)), world.blank()]);
    await sync(alice);
    expect(await gateway.owedTo(1n, target)).to.equal(250n);
    expect(amountsOf(alice, 1n)).to.deep.equal([750n]);
    expect(unshieldTarget(actors.council.address, "tokenGateway") >> 160n).to.equal(1n);
  });
});

describe("walletFile", () => {
  it("SETTLE-101: is its owner's alone, comes back whole and is never overwritten", async () => {
    const { alice, world } = await load();
    const path = join(await mkdtemp(join(tmpdir(), "wallet-")), "alice.json");
    await walletFile.create(path, world.domain, seeds.alice);
    await walletFile.write(path, alice);
    expect((await stat(path)).mode & 0o777).to.equal(0o600);
    expect((await walletFile.read(path)).notes).to.deep.equal(alice.notes);
    expect(await readFile(path, "utf8")).to.contain(seeds.alice);
    const again = await rejected(walletFile.create(path, world.domain));
    expect(again.code).to.equal("SETTLEMENT_WALLET_EXISTS");
  });

  it("SETTLE-101: of a file that is torn nothing is shown, for it holds the seed", async () => {
    const path = join(await mkdtemp(join(tmpdir(), "wallet-")), "torn.json");
    await writeFile(path, `{"seed":"${seeds.alice}`);
    const error = await rejected(walletFile.read(path));
    expect([error.code, error.context["problem"]]).to.deep.equal(["FILE_UNREADABLE", "it is no JSON"]);
    expect(error.cause).to.equal(undefined);
  });
});
