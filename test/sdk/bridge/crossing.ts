import { expect } from "chai";
import { keccak256, toHex, utf8, type Hex } from "@muniment/protocol";
import {
  announceToken,
  claimWithdrawal,
  collectOwed,
  depositEth,
  depositToken,
  forceTransaction,
  pairToken,
  payHeld,
  retryFailed,
  withdrawEth,
  withdrawToken,
  type WithdrawalStatus,
} from "@muniment/sdk";
import { parseEther, ZeroAddress } from "ethers";
import { ethLimit, unlimited } from "../../helpers/bridge/bridgeWorld.js";
import { sidesWorld, type SidesWorld } from "../../helpers/bridge/sidesWorld.js";
import { rejected } from "../../helpers/rejected.js";

const one = parseEther("1");

/** The call that claims a withdrawal. */
function claimOf({ rollup }: SidesWorld, { message, inclusion }: WithdrawalStatus) {
  return claimWithdrawal(rollup, message, inclusion!);
}

describe("sdk > bridge", function () {
  this.timeout(120_000);

  it("BRIDGE-11: deposits ETH with just the fee of now, and the status follows the item", async () => {
    const world = await sidesWorld();
    const { rollup, l1, l2, send, deposits, carryOver } = world;
    const [alice] = l1.people;
    const receiver = l2.people[20]!;
    const before = await world.one.ethers.provider.getBalance(alice!);
    const call = await depositEth(rollup, { recipient: receiver.address, amount: 3n * one });
    const fee = await l1.queue.feeFor(1, 100_000n);
    expect(call.value).to.equal(3n * one + fee);
    const hash = await send(alice!, call);
    const receipt = await world.one.ethers.provider.getTransactionReceipt(hash);
    const paid = before - (await world.one.ethers.provider.getBalance(alice!)) - receipt!.fee;
    expect(paid).to.equal(3n * one + fee);

    const [queued] = await deposits(hash);
    expect(queued).to.include({ kind: "ETH", status: "QUEUED", isRetryable: false });
    const had = await world.two.ethers.provider.getBalance(receiver);
    await carryOver();
    const [credited, ...more] = await deposits(hash);
    expect(more).to.deep.equal([]);
    expect(credited).to.include({ status: "CONSUMED", place: queued!.place, isReturned: false });
    expect((await world.two.ethers.provider.getBalance(receiver)) - had).to.equal(3n * one);
  });

  it("BRIDGE-12, BRIDGE-18: ETH comes back; what goes beyond the limit is HELD until payHeld", async () => {
    const world = await sidesWorld();
    const { rollup, predeployed, l1, l2, send, withdrawals } = world;
    const [alice, bob] = [l1.people[0]!, l1.people[1]!];
    await send(alice, await depositEth(rollup, { recipient: alice.address, amount: 2n * ethLimit }));
    await world.carryOver();
    const withdraw = (amount: bigint) =>
      send(l2.people[20]!, withdrawEth(predeployed, { recipient: bob.address, amount }));
    const [small, large] = [await withdraw(one), await withdraw(ethLimit)];
    const status = async (hash: string): Promise<WithdrawalStatus> => (await withdrawals(hash))[0]!;
    expect((await status(small)).status).to.equal("SENT");
    await world.commit();
    expect(await status(small)).to.deep.include({ status: "COMMITTED", batch: 1n, evidence: ["ATTESTED"] });
    await world.finalize();
    const final = await status(small);
    expect(final).to.deep.include({ status: "FINAL", isClaimable: true, evidence: ["ATTESTED"] });
    const had = await world.one.ethers.provider.getBalance(bob);
    await send(alice, claimOf(world, final));
    expect((await world.one.ethers.provider.getBalance(bob)) - had).to.equal(one);
    expect((await status(small)).status).to.equal("CLAIMED");

    await send(alice, claimOf(world, await status(large)));
    const held = await status(large);
    expect(held.status).to.equal("HELD");
    expect(held.held).to.include({ reason: "LIMIT", gateway: "L1EthGateway", place: 0n, amount: ethLimit });
    await world.one.networkHelpers.time.increase(86_400);
    await send(alice, payHeld(rollup, { gateway: "L1EthGateway", asset: ZeroAddress, times: 5n }));
    expect((await status(large)).status).to.equal("CLAIMED");
    expect((await world.one.ethers.provider.getBalance(bob)) - had).to.equal(one + ethLimit);
  });

  it("BRIDGE-13: what a recipient refuses is HELD as owed, and collectOwed takes it elsewhere", async () => {
    const world = await sidesWorld();
    const { rollup, predeployed, l1, l2, send, withdrawals } = world;
    const [alice] = l1.people;
    await send(alice!, await depositEth(rollup, { recipient: alice!.address, amount: one }));
    const refusing = await world.one.ethers.deployContract("EthTakerMock");
    await refusing.setRefuses(true);
    const recipient = await refusing.getAddress();
    const hash = await send(l2.people[20]!, withdrawEth(predeployed, { recipient, amount: one }));
    await world.finalize();
    await send(alice!, claimOf(world, (await withdrawals(hash))[0]!));
    const [owed] = await withdrawals(hash);
    expect(owed).to.deep.include({ status: "HELD" });
    expect(owed!.held).to.include({ reason: "OWED", recipient, amount: one });
    const signer = await world.one.ethers.getImpersonatedSigner(recipient);
    await world.one.networkHelpers.setBalance(recipient, one);
    await send(
      signer,
      collectOwed(rollup, { gateway: "L1EthGateway", asset: ZeroAddress, to: alice!.address }),
    );
    expect((await withdrawals(hash))[0]!.status).to.equal("CLAIMED");
  });

  it("BRIDGE-14 to BRIDGE-17: pairs, deposits and withdraws tokens; a return is told from a credit", async () => {
    const world = await sidesWorld();
    const { rollup, predeployed, l1, l2, send, deposits, withdrawals, carryOver } = world;
    const [alice, bob] = [l1.people[0]!, l1.people[1]!];
    const gold = await world.one.ethers.deployContract("TestCash");
    const token = await gold.getAddress();
    await gold.mint(alice, 1_000n);
    await send(l1.operator, await pairToken(rollup, { token, most: unlimited, finalityClass: 1 }));
    await send(bob, await announceToken(rollup, token));
    await carryOver();
    const form = await l1.tokenGateway.formOf(token);
    const holder = l2.people[20]!;
    const deposit = async (amount: bigint, recipient: string) =>
      send(alice, await depositToken(rollup, { token, amount, recipient }));
    const [good, returned] = [await deposit(600n, holder.address), await deposit(50n, form)];
    await carryOver();
    expect((await deposits(good))[0]).to.include({ kind: "MESSAGE", status: "CONSUMED", isReturned: false });
    expect((await deposits(returned))[0]).to.include({ status: "CONSUMED", isReturned: true });
    const units = await world.two.ethers.getContractAt("BridgedToken", form);
    expect(await units.balanceOf(holder)).to.equal(600n);

    const hash = await send(
      holder,
      withdrawToken(predeployed, { token, amount: 250n, recipient: bob.address }),
    );
    await world.finalize();
    const [final] = await withdrawals(hash);
    expect(final).to.include({ status: "FINAL", isClaimable: true });
    await send(bob, claimOf(world, final!));
    expect(await gold.balanceOf(bob)).to.equal(250n);
  });

  it("BRIDGE-5, BRIDGE-9: a deposit whose message fails is FAILED until it is repeated on L2", async () => {
    const world = await sidesWorld();
    const { rollup, predeployed, l1, l2, send, deposits, carryOver } = world;
    const [alice] = l1.people;
    const gold = await world.one.ethers.deployContract("TestCash");
    const token = await gold.getAddress();
    await gold.mint(alice!, 1_000n);
    await send(l1.operator, await pairToken(rollup, { token, most: unlimited, finalityClass: 1 }));
    await carryOver();
    // Without the form's code nothing can arrive.
    const form = await l1.tokenGateway.formOf(token);
    const code = await world.two.ethers.provider.getCode(form);
    await world.two.networkHelpers.setCode(form, "0x");
    const recipient = l2.people[20]!.address;
    const hash = await send(alice!, await depositToken(rollup, { token, amount: 7n, recipient }));
    await carryOver();
    const [failed] = await deposits(hash);
    expect(failed).to.include({ kind: "MESSAGE", status: "FAILED", isRetryable: true });
    await world.two.networkHelpers.setCode(form, code);
    await send(l2.people[21]!, retryFailed(predeployed, failed!.message!));
    expect((await deposits(hash))[0]).to.include({ status: "CONSUMED", isRetryable: false });
    expect(await (await world.two.ethers.getContractAt("BridgedToken", form)).balanceOf(recipient)).to.equal(
      7n,
    );
  });

  it("BRIDGE-5: a claim whose call fails is FAILED until it is repeated on L1", async () => {
    const world = await sidesWorld();
    const { rollup, l1, l2, send, withdrawals } = world;
    const [alice] = l1.people;
    // Any contract sends messages: this one calls for a payment that nothing on L1 makes.
    const cash = await world.one.ethers.deployContract("TestCash");
    const data = cash.interface.encodeFunctionData("transfer", [alice!.address, 5n]);
    const sender = l2.people[20]!;
    const sent = await l2.messenger.connect(sender).sendMessage(await cash.getAddress(), 100_000, data);
    await world.finalize();
    await send(alice!, claimOf(world, (await withdrawals(sent.hash))[0]!));
    const [failed] = await withdrawals(sent.hash);
    expect(failed).to.include({ status: "FAILED", isClaimable: false });
    await cash.mint(l1.messenger, 5n);
    await send(alice!, retryFailed(rollup, failed!.message));
    expect((await withdrawals(sent.hash))[0]!.status).to.equal("CLAIMED");
    expect(await cash.balanceOf(alice!)).to.equal(5n);
  });

  it("QUEUE-6: forces a transaction of the sender's own, and tells one that fails", async () => {
    const world = await sidesWorld();
    const { rollup, l1, send, deposits, carryOver } = world;
    const [alice] = l1.people;
    const target = await world.two.ethers.deployContract("TestCash");
    const force = async (data: string) =>
      send(
        alice!,
        await forceTransaction(rollup, { recipient: await target.getAddress(), gasLimit: 200_000n, data }),
      );
    const mint = target.interface.encodeFunctionData("mint", [alice!.address, 9n]);
    const steal = target.interface.encodeFunctionData("transfer", [world.l2.people[3]!.address, 10n]);
    const [good, bad] = [await force(mint), await force(steal)];
    await carryOver();
    expect((await deposits(good))[0]).to.include({ kind: "FORCED", status: "CONSUMED" });
    expect((await deposits(bad))[0]).to.include({ kind: "FORCED", status: "FAILED", isRetryable: false });
    expect(await target.balanceOf(alice!)).to.equal(9n);
  });

  it("BRIDGE-19, ROLLUP-24, GUARD-2: says what stands against a claim", async () => {
    const world = await sidesWorld();
    const { predeployed, l1, l2, send, withdrawals } = world;
    const hash = await send(
      l2.people[20]!,
      withdrawEth(predeployed, { recipient: l1.people[1]!.address, amount: one }),
    );
    await world.finalize();
    await l1.guardian.connect(l1.guardianKey).pause(3_600);
    expect((await withdrawals(hash))[0]).to.include({ isClaimable: false, obstacle: "the bridge is paused" });
    await world.one.networkHelpers.time.increase(3_601);
    await l1.freeze();
    expect((await withdrawals(hash))[0]).to.include({ isClaimable: false, obstacle: "the lane is frozen" });
  });

  it("RPC_ANSWER_INVALID: the node is not believed against L1", async () => {
    const world = await sidesWorld();
    const { predeployed, l1, l2, send, withdrawals, answers } = world;
    const recipient = l1.people[1]!.address;
    const hash = await send(l2.people[20]!, withdrawEth(predeployed, { recipient, amount: one }));
    const honest = answers["muniment_getWithdrawalProof"]!;
    const lie = (change: Readonly<Record<string, unknown>>): void => {
      answers["muniment_getWithdrawalProof"] = async (params) => ({
        ...((await honest(params)) as object),
        ...change,
      });
    };
    const refused = async (problem: string): Promise<void> => {
      const error = await rejected(withdrawals(hash));
      expect(error.code).to.equal("RPC_ANSWER_INVALID");
      expect(error.context["problem"]).to.contain(problem);
    };
    lie({ root: { batch: 4, before: 0 } });
    await refused("siblings: none, with a root");
    lie({ root: { batch: 4, before: 0 }, siblings: [] });
    await refused("root: on L1 batch 4 is no FINAL root");
    lie({ leaf: keccak256(utf8("another")) });
    await refused("leaf: it is");
    lie({ block: "none" });
    await refused("block");
    lie({ siblings: ["0x12" satisfies Hex] });
    await refused("siblings.0: not 32 bytes");
  });

  it("BRIDGE_NOTHING_SENT, BRIDGE_TRANSACTION_UNKNOWN: says so of other transactions", async () => {
    const { l1, l2, deposits, withdrawals } = await sidesWorld();
    const unknown = toHex(new Uint8Array(32).fill(7));
    expect((await rejected(deposits(unknown))).code).to.equal("BRIDGE_TRANSACTION_UNKNOWN");
    expect((await rejected(withdrawals(unknown))).code).to.equal("BRIDGE_TRANSACTION_UNKNOWN");
    const [onL1, onL2] = [
      await l1.people[0]!.sendTransaction({ to: l1.people[1]!, value: 1n }),
      await l2.people[0]!.sendTransaction({ to: l2.people[1]!, value: 1n }),
    ];
    expect((await rejected(deposits(onL1.hash))).code).to.equal("BRIDGE_NOTHING_SENT");
    expect((await rejected(withdrawals(onL2.hash))).code).to.equal("BRIDGE_NOTHING_SENT");
  });
});
