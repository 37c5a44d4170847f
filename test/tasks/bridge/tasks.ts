import { expect } from "chai";
import { MunimentRpc } from "@muniment/sdk";
import { parseEther } from "ethers";

import type { BridgeContext } from "../../../tasks/bridge/BridgeContext.js";
import type { BridgeRun } from "../../../tasks/bridge/bridgeAction.js";
import { run as claim } from "../../../tasks/bridge/claim.js";
import { run as deposit } from "../../../tasks/bridge/deposit.js";
import { run as status } from "../../../tasks/bridge/status.js";
import { run as withdraw } from "../../../tasks/bridge/withdraw.js";
import { Arguments } from "../../../tasks/context/Arguments.js";
import { chainOf } from "../../../tasks/context/openChain.js";
import { sidesWorld, type SidesWorld } from "../../helpers/bridge/sidesWorld.js";
import { RecordedOutput } from "../../helpers/RecordedOutput.js";
import { rejected } from "../../helpers/rejected.js";

/** Runs a task of the bridge; `turn` is what the chains do while it waits a second. */
async function runOn(
  world: SidesWorld,
  run: BridgeRun,
  raw: Readonly<Record<string, unknown>>,
  turn: () => Promise<void> = () => Promise.resolve(),
): Promise<RecordedOutput> {
  const output = new RecordedOutput();
  let time = 0;
  const l2 = chainOf(world.two, 424_242n, "nowhere");
  const context: BridgeContext = {
    l1: chainOf(world.one, 31_337n, "nowhere"),
    l2: { ...l2, provider: world.l2Provider },
    rollup: world.rollup,
    rpc: new MunimentRpc({
      send: (method, params) => world.answers[method]?.(params) ?? Promise.resolve(null),
    }),
    output,
    isSimulated: true,
    now: () => time,
    pause: async (milliseconds) => {
      time += milliseconds;
      await turn();
    },
  };
  await run(context, new Arguments(raw));
  return output;
}

/** The exit code that a run sets. */
async function exitCodeOf(run: () => Promise<unknown>): Promise<number | string | undefined> {
  const { exitCode } = process;
  process.exitCode = undefined;
  try {
    await run();
    return process.exitCode;
  } finally {
    process.exitCode = exitCode;
  }
}

describe("bridge deposit, withdraw, claim and status", function () {
  this.timeout(120_000);

  it("deposits ETH and waits until L2 has it", async () => {
    const world = await sidesWorld();
    const as = world.l1.people[0]!.address;
    const recipient = world.l2.people[20]!.address;
    const had = await world.two.ethers.provider.getBalance(recipient);
    const raw = { amount: "1.5", as, recipient, wait: true };
    const output = await runOn(world, deposit, raw, world.carryOver);
    expect(output.rows("deposits")[0]).to.include({ kind: "ETH", status: "CONSUMED", note: "" });
    expect((await world.two.ethers.provider.getBalance(recipient)) - had).to.equal(parseEther("1.5"));
  });

  it("without --wait a deposit ends with exit code 4, and status with 0 once it is there", async () => {
    const world = await sidesWorld();
    await world.l1.fund(world.l1.people[0]!, 1_000_000n);
    const as = world.l1.people[0]!.address;
    const token = await world.l1.cash.getAddress();
    let hash = "";
    const code = await exitCodeOf(async () => {
      const output = await runOn(world, deposit, { amount: "0.5", as, token });
      hash = String(output.values["transaction"]);
      expect(output.rows("deposits")[0]).to.include({ kind: "MESSAGE", status: "QUEUED" });
    });
    expect(code).to.equal(4);
    expect(await exitCodeOf(() => runOn(world, status, { transaction: hash }))).to.equal(4);
    await world.carryOver();
    expect(await exitCodeOf(() => runOn(world, status, { transaction: hash }))).to.equal(undefined);
    const form = await world.two.ethers.getContractAt(
      "BridgedToken",
      await world.l1.tokenGateway.formOf(token),
    );
    expect(await form.balanceOf(as)).to.equal(500_000n);
  });

  it("withdraws, waits for FINAL and claims; ATTESTED by SIMULATED keys is called trusted", async () => {
    const world = await sidesWorld();
    const { l1, l2, one } = world;
    const [alice, recipient] = [l1.people[0]!.address, l1.people[1]!.address];
    await runOn(world, deposit, { amount: "9", as: alice, wait: true }, world.carryOver);
    const had = await one.ethers.provider.getBalance(recipient);
    const turns = [world.commit, world.finalize];
    const raw = { amount: "2", as: l2.people[20]!.address, recipient, wait: true, claimAs: alice };
    const output = await runOn(world, withdraw, raw, async () => turns.shift()?.());
    expect(output.rows("withdrawals")[0]).to.include({ status: "CLAIMED" });
    expect((await one.ethers.provider.getBalance(recipient)) - had).to.equal(parseEther("2"));

    const second = await exitCodeOf(async () => {
      const sent = await runOn(world, withdraw, { ...raw, wait: false });
      const transaction = String(sent.values["transaction"]);
      const early = await rejected(runOn(world, claim, { transaction, as: alice }));
      expect(early.code).to.equal("WITHDRAWAL_NOT_FINAL");
      expect(early.exitCode).to.equal(4);
      const expired = await rejected(runOn(world, claim, { transaction, wait: true, timeout: "3" }));
      expect(expired.code).to.equal("WAIT_EXPIRED");
      await world.finalize();
      const shown = await runOn(world, status, { transaction });
      expect(shown.rows("withdrawals")[0]).to.include({
        status: "FINAL",
        evidence: "ATTESTED (trusted: SIMULATED keys)",
      });
      await l1.guardian.connect(l1.guardianKey).pause(3_600);
      const blocked = await rejected(runOn(world, claim, { transaction, as: alice }));
      expect(blocked.code).to.equal("WITHDRAWAL_BLOCKED");
      await one.networkHelpers.time.increase(3_601);
      const done = await runOn(world, claim, { transaction, as: alice });
      expect(done.rows("withdrawals")[0]).to.include({ status: "CLAIMED" });
    });
    expect(second).to.equal(4);
  });

  it("MESSAGE_CALL_FAILED: a claim whose call fails ends with exit code 2, and --retry mends it", async () => {
    const world = await sidesWorld();
    const { l1, l2, one } = world;
    const alice = l1.people[0]!.address;
    const cash = await one.ethers.deployContract("TestCash");
    const data = cash.interface.encodeFunctionData("transfer", [alice, 5n]);
    const sent = await l2.messenger
      .connect(l2.people[20])
      .sendMessage(await cash.getAddress(), 100_000, data);
    await world.finalize();
    const raw = { transaction: sent.hash, as: alice };
    const failed = await rejected(runOn(world, claim, raw));
    expect([failed.code, failed.exitCode]).to.deep.equal(["MESSAGE_CALL_FAILED", 2]);
    await cash.mint(l1.messenger, 5n);
    const done = await runOn(world, claim, { ...raw, retry: true });
    expect(done.rows("withdrawals")[0]).to.include({ status: "CLAIMED" });
  });
});
