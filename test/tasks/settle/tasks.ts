import { type ChildProcess, spawn } from "node:child_process";
import { expect } from "chai";
import { mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { network } from "hardhat";
import { ProtocolError } from "@muniment/protocol";
import { encodeRoster, SettlementWallet, walletFile, wordText, writeRollupManifest } from "@muniment/sdk";

import { chainOf } from "../../../tasks/context/openChain.js";
import { run as accept } from "../../../tasks/settle/accept.js";
import { run as address } from "../../../tasks/settle/address.js";
import { run as showBox } from "../../../tasks/settle/box.js";
import { run as balance } from "../../../tasks/settle/balance.js";
import { run as disclose } from "../../../tasks/settle/disclose.js";
import { run as keys } from "../../../tasks/settle/keys.js";
import { run as offer } from "../../../tasks/settle/offer.js";
import { run as pay } from "../../../tasks/settle/pay.js";
import { run as roots } from "../../../tasks/settle/roots.js";
import { readSettleLane } from "../../../tasks/settle/SettleLane.js";
import type { SettleRun } from "../../../tasks/settle/settleAction.js";
import { run as shield } from "../../../tasks/settle/shield.js";
import { run as sign } from "../../../tasks/settle/sign.js";
import { run as status } from "../../../tasks/settle/status.js";
import { run as unshield } from "../../../tasks/settle/unshield.js";
import { run as withdraw } from "../../../tasks/settle/withdraw.js";
import { withWallet } from "../../../tasks/settle/withWallet.js";
import { loadRollup } from "../../helpers/rollup/loadRollup.js";
import { rejected } from "../../helpers/rejected.js";
import {
  registrars,
  settlementNetwork,
  setUpSettlement,
} from "../../L1/helpers/settlement/setUpSettlement.js";
import { codeOf, setUpTasks } from "./setUpTasks.js";

const connection = await network.create(settlementNetwork);
const { networkHelpers, ethers } = connection;
const fixture = async () => setUpSettlement(connection);
const load = async () => setUpTasks(await networkHelpers.loadFixture(fixture), connection);

describe("settle shield, pay, unshield, withdraw and balance", function () {
  this.timeout(120_000);

  it("takes units in, to another holder and out again", async () => {
    const { file, run, shieldFor, balances, bond, actors } = await load();
    const shielded = await shieldFor("alice", 1n, "10");
    expect(shielded.values["status"]).to.equal("final");
    expect((await balances("alice"))[0]).to.include({ asset: 1n, notes: 1 });
    const to = String((await run(address, { wallet: file("bob") })).values["address"]);
    await run(pay, { wallet: file("alice"), asset: "1", amount: "4", to, wait: true });
    const recipient = actors.council.address;
    const out = { asset: "1", to: recipient };
    await run(unshield, { ...out, wallet: file("bob"), amount: "3", wait: true });
    await run(withdraw, { ...out, as: actors.anyone.address });
    const unit = 10n ** (await bond.decimals());
    expect(await bond.balanceOf(recipient)).to.equal(3n * unit);
    const rows = [...(await balances("alice")), ...(await balances("bob"))];
    expect(rows.map(({ available }) => Number(available))).to.deep.equal([6, 1]);
  });

  it("SETTLE-111, SETTLE-113: what a withdrawal brought into a box becomes a note, or goes to the owner", async () => {
    const { file, run, balances, bond, actors } = await load();
    const owner = actors.council.address;
    const open = async () => {
      const { values } = await run(showBox, { wallet: file("alice"), asset: "1", owner });
      const one = { wallet: file("alice"), asset: "1", owner, box: String(values["box"]) };
      await bond.mint(String(values["address"]), 30_000n);
      return one;
    };
    const [first, second] = [await open(), await open()];
    const shielded = await run(shield, { ...first, as: actors.anyone.address, wait: true });
    expect(shielded.values["status"]).to.equal("final");
    expect((await balances("alice"))[0]).to.include({ asset: 1n, notes: 1 });
    const again = await rejected(run(shield, { ...first, as: actors.anyone.address }));
    expect(again.context["error"]).to.equal("ShieldBoxEmpty");
    await run(shield, { ...second, as: owner, reclaim: true });
    expect(await bond.balanceOf(owner)).to.equal(30_000n);
  });

  it("says when more than two notes would be needed, and joins them when told to", async () => {
    const { file, run, shieldFor, balances, prover } = await load();
    for (const amount of ["1", "2", "3"]) await shieldFor("alice", 1n, amount);
    const to = String((await run(address, { wallet: file("bob") })).values["address"]);
    const raw = { wallet: file("alice"), asset: "1", amount: "6", to, wait: true };
    expect(await codeOf(run(pay, raw))).to.equal("SETTLEMENT_MERGE_NEEDED");
    expect(await codeOf(run(pay, { ...raw, amount: "7" }))).to.equal("SETTLEMENT_FUNDS_MISSING");
    await run(pay, { ...raw, merge: true });
    expect(Number((await balances("bob"))[0]!["available"])).to.equal(6);
    expect(await balances("alice")).to.deep.equal([]);
    // What follows a merge lives from then on.
    const [joined, paid] = prover.taken.slice(-2).map(({ expiresAt }) => expiresAt);
    expect(paid! > joined!).to.equal(true);
  });

  it("waits for no merge that was refused", async () => {
    const { file, run, shieldFor, balances, prover } = await load();
    for (const amount of ["1", "2", "3"]) await shieldFor("alice", 1n, amount);
    const to = String((await run(address, { wallet: file("bob") })).values["address"]);
    prover.lateRefusal = { problem: { code: "NULLIFIER_SPENT", context: {} } };
    const raw = { wallet: file("alice"), asset: "1", amount: "6", to, merge: true, wait: true };
    expect(await codeOf(run(pay, raw))).to.equal("NULLIFIER_SPENT");
    expect(Number((await balances("alice"))[0]!["underWay"])).to.equal(0);
  });

  it("SETTLE-104: keeps no note back for what the prover has certainly not taken", async () => {
    const { file, run, shieldFor, balances, prover } = await load();
    await shieldFor("alice", 1n, "10");
    const to = String((await run(address, { wallet: file("bob") })).values["address"]);
    for (const code of ["PROVER_NOT_READY", "PROVER_ROSTER_MISSING", "PROVER_REQUEST_INVALID"] as const) {
      prover.refusal = code;
      const raw = { wallet: file("alice"), asset: "1", amount: "4", to };
      expect(await codeOf(run(pay, raw))).to.equal(code);
      expect(Number((await balances("alice"))[0]!["underWay"])).to.equal(0);
    }
  });
});

describe("a wallet's file", function () {
  this.timeout(120_000);

  it("says what went wrong first when it cannot be written after that either", async () => {
    const { file, run } = await load();
    const broken: SettleRun = (context, args) =>
      withWallet(context, args, async () => {
        await rm(file("alice"));
        await mkdir(file("alice"));
        throw new ProtocolError("SETTLEMENT_NOTHING_TO_EXIT", {});
      });
    expect(await codeOf(run(broken, { wallet: file("alice") }))).to.equal("SETTLEMENT_NOTHING_TO_EXIT");
  });
});

describe("a wallet's lock", function () {
  this.timeout(120_000);

  it("keeps two tasks off one wallet, says which process has it, and outlives none", async () => {
    const { file, run } = await load();
    const raw = { wallet: file("alice") };
    const refusal = () => rejected(run(balance, raw));
    await run(
      (context, args) =>
        withWallet(context, args, async () => {
          const { code, context: told } = await refusal();
          expect([code, told["pid"]]).to.deep.equal(["SETTLEMENT_WALLET_LOCKED", process.pid]);
        }),
      raw,
    );
    await run(balance, raw);
    const child = await lockedElsewhere(file("alice"));
    expect((await refusal()).context).to.include({ path: file("alice"), pid: child.pid! });
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await ended;
    await run(balance, raw);
  });

  /** Another process that works with a wallet. */
  async function lockedElsewhere(path: string): Promise<ChildProcess> {
    const source = new URL("../../../tasks/settle/lockWallet.ts", import.meta.url).href;
    const script = `
      const { lockWallet } = await import(${JSON.stringify(source)});
      lockWallet(${JSON.stringify(path)});
      process.stdout.write("locked");
      setInterval(() => undefined, 1_000);`;
    const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await new Promise((resolve) => child.stdout.once("data", resolve));
    return child;
  }
});

describe("settle status", function () {
  this.timeout(120_000);

  it("keeps what the prover did not answer about, and brings it again", async () => {
    const { file, run, shieldFor, balances, prover } = await load();
    await shieldFor("alice", 1n, "10");
    const to = String((await run(address, { wallet: file("bob") })).values["address"]);
    const raw = { wallet: file("alice"), asset: "1", amount: "4", to };
    prover.isSilent = true;
    expect(await codeOf(run(pay, raw))).to.equal("PROVER_UNREACHABLE");
    prover.isSilent = false;
    expect(Number((await balances("alice"))[0]!["underWay"])).to.equal(10);
    expect(await codeOf(run(pay, raw))).to.equal("SETTLEMENT_FUNDS_MISSING");
    const resumed = await run(status, { wallet: file("alice"), resume: true });
    expect(resumed.rows("underWay")[0]).to.include({ kind: "payment", status: "queued" });
    await prover.settle();
    expect(Number((await balances("bob"))[0]!["available"])).to.equal(4);
    expect((await run(status, { wallet: file("alice") })).rows("underWay")).to.deep.equal([]);
  });

  it("SETTLE-104: brings legs again too, keeps them whatever is said then, and shows why one is not taken", async () => {
    const { file, run, shieldFor, wallets, prover } = await load();
    await shieldFor("alice", 1n, "10");
    await shieldFor("bob", 2n, "50");
    const to = `0x${wallets["bob"]!.key.x.toString(16)}`;
    const terms = { asset: "1", amount: "4", forAsset: "2", forAmount: "44", to, file: file("offer") };
    prover.isSilent = true;
    expect(await codeOf(run(offer, { wallet: file("alice"), ...terms }))).to.equal("PROVER_UNREACHABLE");
    prover.isSilent = false;
    const resume = async () => {
      const rows = (await run(status, { wallet: file("alice"), resume: true })).rows("underWay");
      return rows.map((row) => row["status"]);
    };
    expect(await resume()).to.deep.equal(["waiting"]);
    const bob = { wallet: file("bob"), file: file("offer") };
    await run(accept, bob);
    expect(await resume()).to.deep.equal(["composed"]);
    prover.refusal = "PROVER_NOT_READY";
    expect(await resume()).to.deep.equal(["PROVER_NOT_READY"]);
    expect(await codeOf(run(accept, bob))).to.equal("PROVER_NOT_READY");
    prover.refusal = undefined;
    await run(sign, { wallet: file("alice"), file: file("offer") });
    const signed = await run(sign, { ...bob, wait: true });
    expect(signed.values["status"]).to.equal("final");
  });
});

describe("settle offer, accept, sign, status and disclose", function () {
  this.timeout(120_000);

  it("SETTLE-96: makes no offer in another's file, and no file of an offer without a leg", async () => {
    const { file, run, shieldFor, wallets } = await load();
    const to = `0x${wallets["bob"]!.key.x.toString(16)}`;
    const terms = { asset: "1", amount: "4", forAsset: "2", forAmount: "44", to, file: file("offer") };
    const raw = { wallet: file("alice"), ...terms };
    expect(await codeOf(run(offer, raw))).to.equal("SETTLEMENT_FUNDS_MISSING");
    await shieldFor("alice", 1n, "10");
    await run(offer, raw);
    const before = await readFile(file("offer"), "utf8");
    expect(await codeOf(run(offer, raw))).to.equal("SETTLEMENT_OFFER_EXISTS");
    expect(await readFile(file("offer"), "utf8")).to.equal(before);
  });

  it("delivers against payment, and the auditor of the bonds sees the bonds alone", async () => {
    const { file, run, shieldFor, balances, wallets } = await load();
    await shieldFor("alice", 1n, "1000");
    await shieldFor("bob", 2n, "5000");
    const terms = { asset: "1", amount: "400", forAsset: "2", forAmount: "4400", text: "at 11" };
    const to = `0x${wallets["bob"]!.key.x.toString(16)}`;
    await run(offer, { wallet: file("alice"), ...terms, to, file: file("offer") });
    const before = await run(sign, { wallet: file("alice"), file: file("offer") });
    expect(before.values["status"]).to.equal("waiting");
    expect(await codeOf(run(accept, { wallet: file("auditor"), file: file("offer") }))).to.equal(
      "SETTLEMENT_FUNDS_MISSING",
    );
    const taken = await run(accept, { wallet: file("bob"), file: file("offer") });
    expect(taken.values["text"]).to.equal("at 11");
    await run(sign, { wallet: file("alice"), file: file("offer") });
    const shown = await run(status, { wallet: file("alice") });
    expect(shown.rows("underWay")[0]).to.include({ kind: "delivery" });
    const signed = await run(sign, { wallet: file("bob"), file: file("offer"), wait: true });
    expect(signed.values["status"]).to.equal("final");
    const rows = [...(await balances("alice")), ...(await balances("bob"))];
    expect(rows.map(({ asset, available }) => [Number(asset), Number(available)])).to.deep.equal([
      [1, 600],
      [2, 4_400],
      [1, 400],
      [2, 600],
    ]);
    const flows = (await run(disclose, { viewKey: file("auditor") })).rows("flows");
    expect(flows.map(({ asset, paid }) => [Number(asset), Number(paid)])).to.deep.equal([
      [1, 1_000],
      [1, 400],
    ]);
    const again = await codeOf(run(sign, { wallet: file("bob"), file: file("offer") }));
    expect(again).to.equal("SETTLEMENT_LEG_MISSING");
  });
});

describe("settle keys, roots and the manifest", function () {
  this.timeout(120_000);

  it("makes a wallet once", async () => {
    const { file, run } = await load();
    const made = await run(keys, { wallet: file("new") });
    const shown = await run(keys, { wallet: file("new"), show: true });
    expect(shown.values["key"]).to.equal(made.values["key"]);
    expect(await codeOf(run(keys, { wallet: file("new") }))).to.equal("SETTLEMENT_WALLET_EXISTS");
    const other = SettlementWallet.of(1n, `0x${"01".repeat(32)}`);
    await walletFile.write(file("other"), other);
    expect(await codeOf(run(balance, { wallet: file("other") }))).to.equal("SETTLEMENT_WALLET_FOREIGN");
  });

  it("SETTLE-101: restores a wallet of a seed in any letters, and shows none that was mistyped", async () => {
    const { file, run, balances } = await load();
    const seed = `0x${"aB".repeat(32)}`;
    const before = process.env["MUNIMENT_SETTLE_SEED"];
    try {
      process.env["MUNIMENT_SETTLE_SEED"] = seed;
      const restored = await run(keys, { wallet: file("new"), restore: true });
      expect((await run(keys, { wallet: file("new"), show: true })).values).to.deep.equal(restored.values);
      expect(await balances("new")).to.deep.equal([]);
      process.env["MUNIMENT_SETTLE_SEED"] = `${seed.slice(0, -1)}O`;
      const slip = await rejected(run(keys, { wallet: file("slip"), restore: true }));
      expect(slip.code).to.equal("SETTLEMENT_DOCUMENT_INVALID");
      expect(`${slip.message} ${JSON.stringify(slip.context)}`.toLowerCase()).not.to.contain("abab");
    } finally {
      if (before === undefined) delete process.env["MUNIMENT_SETTLE_SEED"];
      else process.env["MUNIMENT_SETTLE_SEED"] = before;
    }
  });

  it("SETTLE-61: two registrars sign a roster one after the other, and its roots are set", async () => {
    const { file, run, roots: registry, roster, actors } = await load();
    const sender = actors.anyone.address;
    await writeFile(file("roster"), JSON.stringify(encodeRoster(roster)));
    const [first, second] = registrars.slice(0, 2).map((one) => one.address);
    await run(roots, { file: file("roster"), as: second, renew: true });
    expect((await stat(file("roster"))).mode & 0o777).to.equal(0o600);
    const refused = run(roots, { file: file("roster"), noSign: true, set: true, sender });
    expect(await codeOf(refused)).to.equal("POLICY_REFUSED");
    const set = await run(roots, { file: file("roster"), as: first, set: true, sender });
    expect(set.rows("signers").map((row) => row["registrar"])).to.deep.equal([first, second]);
    const { number, rules } = await registry.rootsAt(BigInt(await networkHelpers.time.latest()));
    expect([number, rules]).to.deep.equal([set.values["number"], set.values["rules"]]);
  });

  it("says when a rollup has no settlement lane", async () => {
    const { file } = await load();
    const chain = chainOf({ ...connection, ethers }, 31_337n, "nowhere");
    await writeFile(file("manifest"), JSON.stringify({ l1Block: 1 }));
    expect(await codeOf(readSettleLane(file("manifest"), chain))).to.equal("MANIFEST_INVALID");
    const { manifest } = await loadRollup();
    const { settlement, ...others } = manifest;
    await writeRollupManifest(file("whole"), manifest);
    const lane = await readSettleLane(file("whole"), chain);
    expect([lane.lane, wordText(lane.domain)]).to.deep.equal([settlement?.lane, settlement?.domain]);
    expect(await lane.contracts.SettlementPortal.getAddress()).to.equal(
      settlement?.contracts.SettlementPortal.address,
    );
    await writeRollupManifest(file("manifest"), others);
    expect(await codeOf(readSettleLane(file("manifest"), chain))).to.equal("SETTLEMENT_NOT_DEPLOYED");
    expect(await codeOf(readSettleLane(file("none"), chain))).to.equal("ROLLUP_MANIFEST_MISSING");
  });
});
