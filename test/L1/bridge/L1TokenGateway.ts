import { expect } from "chai";
import { AbiCoder, getCreate2Address, keccak256, MaxUint256, ZeroAddress, zeroPadValue } from "ethers";
import { network } from "hardhat";
import { predeploys } from "@muniment/protocol";
import { loader } from "../../helpers/bridge/loader.js";
import { messageLeaf } from "../../helpers/bridge/messageTree.js";
import { bulk, escapeDelay } from "../../helpers/bridge/rollupWorld.js";
import { tokenWorld } from "../../helpers/bridge/tokenWorld.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers } = connection;

describe("L1TokenGateway", () => {
  const fixture = async () => {
    const world = await tokenWorld(connection);
    const [alice, bob] = world.people as [(typeof world.people)[0], (typeof world.people)[0]];
    const fee = await world.tokenGateway.depositFee();
    await world.fund(alice, 1_000n);
    /** Deposits as Alice. */
    const deposit = async (
      amount: bigint,
      token: { getAddress(): Promise<string> } = world.cash,
      recipient = bob.address,
    ) =>
      world.tokenGateway
        .connect(alice)
        .depositToken(await token.getAddress(), amount, recipient, { value: fee });
    /** What the last item of the queue carries to the gateway of L2. */
    const lastData = async (): Promise<string> => {
      const [found] = (await world.queue.queryFilter(world.queue.filters.ItemQueued())).slice(-1);
      const [message] = AbiCoder.defaultAbiCoder().decode(
        ["tuple(uint32,uint64,address,address,uint64,bytes)"],
        `0x${found!.args.data.slice(10)}`,
      );
      return (message as unknown[])[5] as string;
    };
    const arrival = (token: string, from: string, recipient: string, amount: bigint) =>
      arrivals.encodeFunctionData("arrive", [token, from, recipient, amount]);
    const arrivals = (await ethers.getContractFactory("L2TokenGateway")).interface;
    return { ...world, alice, bob, fee, deposit, lastData, arrival, arrivals };
  };
  const load = loader(connection, fixture);

  describe("pair", () => {
    it("BRIDGE-14, attack 44: a keeper names the token; name, symbol and decimals are the token's", async () => {
      const { tokenGateway, operator, terms, pairFee, lastData, arrivals, messenger } = await load();
      const token = await ethers.deployContract("QuietTokenMock");
      const address = await token.getAddress();
      const form = getCreate2Address(
        predeploys.tokenGateway,
        zeroPadValue(address, 32),
        keccak256((await ethers.getContractFactory("BridgedToken")).bytecode),
      );
      const call = tokenGateway.connect(operator).pair(token, terms, { value: pairFee });
      await expect(call).to.emit(tokenGateway, "TokenPaired").withArgs(address, form, "Quiet", "QUIET", 0);
      expect(await lastData()).to.equal(
        arrivals.encodeFunctionData("createForm", [address, "Quiet", "QUIET", 0]),
      );
      expect(await tokenGateway.formOf(token)).to.equal(form);
      expect(await tokenGateway.isPaired(token)).to.equal(true);
      expect(await messenger.guardOf(token)).to.deep.equal([true, false, ZeroAddress]);
      await expect(tokenGateway.connect(operator).pair(token, terms, { value: pairFee }))
        .to.be.revertedWithCustomError(tokenGateway, "GatewayTokenPaired")
        .withArgs(address);
    });

    it("BRIDGE-14: anyone sends the message again", async () => {
      const { tokenGateway, cash, bob, pairFee, lastData, arrivals } = await load();
      await tokenGateway.connect(bob).announce(cash, { value: pairFee });
      const args = [await cash.getAddress(), "Test Cash", "CASH", 6];
      expect(await lastData()).to.equal(arrivals.encodeFunctionData("createForm", args));
      await expect(tokenGateway.announce(bob, { value: pairFee }))
        .to.be.revertedWithCustomError(tokenGateway, "GatewayTokenUnknown")
        .withArgs(bob.address);
    });

    it("BRIDGE-14, attack 43: not without code, without a keeper, or with an endless name", async () => {
      const { tokenGateway, operator, alice, terms, pairFee, cash } = await load();
      const keeper = tokenGateway.connect(operator);
      for (const nothing of [ZeroAddress, alice.address]) {
        await expect(keeper.pair(nothing, terms, { value: pairFee }))
          .to.be.revertedWithCustomError(tokenGateway, "GatewayTokenUnknown")
          .withArgs(nothing);
      }
      await expect(tokenGateway.connect(alice).pair(cash, terms)).to.be.revertedWithCustomError(
        tokenGateway,
        "AccessControlUnauthorizedAccount",
      );
      const long = await ethers.deployContract("CostlyTokenMock", [false, "n".repeat(129), 18]);
      await expect(keeper.pair(long, terms, { value: pairFee }))
        .to.be.revertedWithCustomError(tokenGateway, "GatewayTokenTextTooLong")
        .withArgs(128, 129);
    });
  });

  describe("depositToken", () => {
    it("BRIDGE-15: holds the units and tells L2, and the rest of the fee comes back", async () => {
      const { tokenGateway, cash, alice, bob, fee, lastData, arrival, queue } = await load();
      const call = tokenGateway.connect(alice).depositToken(cash, 100, bob, { value: fee + 9n });
      await expect(call)
        .to.emit(tokenGateway, "TokensDeposited")
        .withArgs(await cash.getAddress(), alice.address, bob.address, 100);
      await expect(call).to.changeTokenBalances(ethers, cash, [alice, tokenGateway], [-100, 100]);
      await expect(call).to.changeEtherBalances(ethers, [alice, queue], [-fee, fee]);
      expect(await lastData()).to.equal(arrival(await cash.getAddress(), alice.address, bob.address, 100n));
    });

    it("BRIDGE-15, attack 42: credited is what arrives of a token that takes a fee", async () => {
      const { tokenGateway, operator, alice, bob, terms, pairFee, deposit, lastData, arrival, fund } =
        await load();
      const token = await ethers.deployContract("CostlyTokenMock", [false, "Costly", 18]);
      await tokenGateway.connect(operator).pair(token, terms, { value: pairFee });
      await fund(alice, 1_000n, token);
      await deposit(1_000n, token);
      expect(await lastData()).to.equal(arrival(await token.getAddress(), alice.address, bob.address, 990n));
    });

    it("BRIDGE-15, attack 42: no return value, no decimals, and all units there can be", async () => {
      const { tokenGateway, operator, alice, bob, terms, pairFee, deposit, lastData, arrival } = await load();
      const token = await ethers.deployContract("QuietTokenMock");
      await tokenGateway.connect(operator).pair(token, terms, { value: pairFee });
      await token.mint(alice, MaxUint256);
      await token.connect(alice).approve(tokenGateway, MaxUint256);
      await deposit(MaxUint256, token);
      expect(await lastData()).to.equal(
        arrival(await token.getAddress(), alice.address, bob.address, MaxUint256),
      );
    });

    it("BRIDGE-15, attack 42: a token that refuses, lies or moves nothing brings nothing", async () => {
      const { tokenGateway, operator, alice, terms, pairFee, deposit, fund } = await load();
      const token = await ethers.deployContract("FaultyTokenMock");
      await tokenGateway.connect(operator).pair(token, terms, { value: pairFee });
      await fund(alice, 1_000n, token);
      const [returnsFalse, movesNothing, refuses] = [2, 3, 7];
      await token.setFault(movesNothing);
      await expect(deposit(10n, token)).to.be.revertedWithCustomError(tokenGateway, "GatewayAmountZero");
      await token.setFault(returnsFalse);
      await expect(deposit(10n, token)).to.be.revertedWithCustomError(
        tokenGateway,
        "SafeERC20FailedOperation",
      );
      await token.setFault(refuses);
      await expect(deposit(10n, token)).to.be.revertedWithCustomError(token, "FaultyTokenMockRefused");
    });

    it("BRIDGE-15, attack 38: a token that calls back is credited once", async () => {
      const { tokenGateway, operator, alice, bob, terms, pairFee, deposit, fund } = await load();
      const token = await ethers.deployContract("HookedCash", [18]);
      await tokenGateway.connect(operator).pair(token, terms, { value: pairFee });
      await fund(alice, 1_000n, token);
      const inner = tokenGateway.interface.encodeFunctionData("depositToken", [
        await token.getAddress(),
        1,
        bob.address,
      ]);
      await token.setCall(tokenGateway, inner);
      await expect(deposit(10n, token)).to.be.revertedWithCustomError(
        tokenGateway,
        "ReentrancyGuardReentrantCall",
      );
    });

    it("BRIDGE-15, attack 43: refuses what is not paired, no recipient and too low a fee", async () => {
      const { tokenGateway, messenger, cash, alice, bob, fee, deposit } = await load();
      const other = await ethers.deployContract("TestCash");
      await expect(deposit(1n, other))
        .to.be.revertedWithCustomError(tokenGateway, "GatewayTokenUnknown")
        .withArgs(await other.getAddress());
      await expect(deposit(1n, cash, ZeroAddress))
        .to.be.revertedWithCustomError(tokenGateway, "GatewayRecipientInvalid")
        .withArgs(ZeroAddress);
      await expect(tokenGateway.connect(alice).depositToken(cash, 1, bob, { value: fee - 1n }))
        .to.be.revertedWithCustomError(messenger, "MessengerFeeTooLow")
        .withArgs(fee, fee - 1n);
    });
  });

  describe("releaseToken", () => {
    it("BRIDGE-16: pays out what was burnt on L2, and no more than it holds", async () => {
      const { tokenGateway, messenger, cash, bob, deposit, claim, tokenWithdrawal } = await load();
      await deposit(100n);
      const address = await cash.getAddress();
      await expect(claim(tokenWithdrawal(address, bob.address, 60n)))
        .to.emit(tokenGateway, "PaidOut")
        .withArgs(address, bob.address, 60);
      expect(await cash.balanceOf(bob)).to.equal(60);
      const tooMuch = tokenWithdrawal(address, bob.address, 41n);
      await expect(claim(tooMuch)).to.emit(tokenGateway, "PayoutOwed").withArgs(address, bob.address, 41);
      expect(await cash.balanceOf(tokenGateway)).to.equal(40);
      expect(await messenger.isFailed(messageLeaf(tooMuch))).to.equal(false);
    });

    it("BRIDGE-13: what a token does not let through is owed until it does", async () => {
      const { tokenGateway, operator, alice, bob, terms, pairFee, deposit, claim, tokenWithdrawal } =
        await load();
      const token = await ethers.deployContract("QuietTokenMock");
      const address = await token.getAddress();
      await tokenGateway.connect(operator).pair(token, terms, { value: pairFee });
      await token.mint(alice, 100);
      await token.connect(alice).approve(tokenGateway, 100);
      await deposit(100n, token);
      await token.bar(bob, true);
      await expect(claim(tokenWithdrawal(address, bob.address, 100n)))
        .to.emit(tokenGateway, "PayoutOwed")
        .withArgs(address, bob.address, 100);
      await expect(tokenGateway.connect(bob).collectOwed(address, bob))
        .to.be.revertedWithCustomError(tokenGateway, "GatewayPaymentRefused")
        .withArgs(bob.address, 100);
      await token.bar(bob, false);
      await tokenGateway.connect(bob).collectOwed(address, bob);
      expect(await token.balanceOf(bob)).to.equal(100);
    });

    it("BRIDGE-15, attack 42: what takes more from the gateway than it is asked is not paid out", async () => {
      const {
        tokenGateway,
        operator,
        alice,
        bob,
        terms,
        pairFee,
        deposit,
        claim,
        fund,
        tokenWithdrawal,
        messenger,
      } = await load();
      const token = await ethers.deployContract("CostlyTokenMock", [true, "Costly", 18]);
      const address = await token.getAddress();
      await tokenGateway.connect(operator).pair(token, terms, { value: pairFee });
      await fund(alice, 2_000n, token);
      await deposit(1_000n, token);
      const message = tokenWithdrawal(address, bob.address, 500n);
      await expect(claim(message)).to.emit(messenger, "MessageFailed");
      expect(await token.balanceOf(tokenGateway)).to.equal(1_000);
    });

    it("BRIDGE-15: says how much more was taken", async () => {
      const { timelock, place, policy, operator, alice, bob, terms } = await load();
      const context = await ethers.deployContract("ContextMock");
      const links = { messenger: context, policy, counterpart: predeploys.tokenGateway };
      const args = [timelock, escapeDelay, place, links, ethers.ZeroHash, [operator]];
      const gateway = await ethers.deployContract("L1TokenGateway", args);
      const token = await ethers.deployContract("CostlyTokenMock", [true, "Costly", 18]);
      await gateway.connect(operator).pair(token, terms);
      await token.mint(gateway, 1_000);
      await context.setContext(predeploys.tokenGateway, 1, 0);
      const data = gateway.interface.encodeFunctionData("releaseToken", [
        await token.getAddress(),
        bob.address,
        500,
      ]);
      await expect(context.send(gateway, data))
        .to.be.revertedWithCustomError(gateway, "GatewayTokenTookMore")
        .withArgs(await token.getAddress(), 500, 505);
      expect(await token.balanceOf(alice)).to.equal(0);
    });

    it("BRIDGE-19, attack 18: pays only out of batches with the evidence that the class needs", async () => {
      const { tokenGateway, policy, slow, guardian, cash, bob, deposit, claim, tokenWithdrawal, messenger } =
        await load();
      const [attested, proven, highValue] = [1, 4, 3];
      await deposit(100n);
      await policy.connect(slow).setVerifier(1, proven, guardian);
      await policy.connect(slow).setClassRule(highValue, { lane: 1, evidence: attested | proven });
      await tokenGateway.connect(slow).setTerms(cash, { most: 100, finalityClass: highValue });
      const message = tokenWithdrawal(await cash.getAddress(), bob.address, 60n);
      await expect(claim(message)).to.emit(messenger, "MessageFailed").withArgs(0, messageLeaf(message));
      expect(await cash.balanceOf(bob)).to.equal(0);
      await tokenGateway.connect(slow).setTerms(cash, { most: 100, finalityClass: bulk });
      await messenger.repeatMessage(message);
      expect(await cash.balanceOf(bob)).to.equal(60);
      for (const wrong of [
        { most: 0, finalityClass: bulk },
        { most: 1, finalityClass: 0 },
      ]) {
        await expect(tokenGateway.connect(slow).setTerms(cash, wrong))
          .to.be.revertedWithCustomError(tokenGateway, "GatewayTermsInvalid")
          .withArgs([wrong.most, wrong.finalityClass]);
      }
    });

    it("BRIDGE-19: names the class and what evidence there is", async () => {
      const { timelock, place, policy, operator, bob, cash } = await load();
      const context = await ethers.deployContract("ContextMock");
      const links = { messenger: context, policy, counterpart: predeploys.tokenGateway };
      const args = [timelock, escapeDelay, place, links, ethers.ZeroHash, [operator]];
      const gateway = await ethers.deployContract("L1TokenGateway", args);
      const standard = 2;
      await gateway.connect(operator).pair(cash, { most: 1, finalityClass: standard });
      await context.setContext(predeploys.tokenGateway, 1, 0);
      const data = gateway.interface.encodeFunctionData("releaseToken", [
        await cash.getAddress(),
        bob.address,
        1,
      ]);
      await expect(context.send(gateway, data))
        .to.be.revertedWithCustomError(gateway, "GatewayEvidenceMissing")
        .withArgs(standard, 1);
    });

    it("BRIDGE-3, attack 18: the evidence is that of the first FINAL root that has the message", async () => {
      const {
        messenger,
        rollup,
        commit,
        cash,
        bob,
        deposit,
        finalizeMessages,
        inclusionOf,
        tokenWithdrawal,
      } = await load();
      await deposit(100n);
      const token = await cash.getAddress();
      const messages = [1n, 2n, 3n, 4n].map((amount) => tokenWithdrawal(token, bob.address, amount));
      const [one, two, three, four] = messages as [
        (typeof messages)[0],
        (typeof messages)[0],
        (typeof messages)[0],
        (typeof messages)[0],
      ];
      await finalizeMessages(one);
      await finalizeMessages(two);
      const claim = (message: typeof one, batch: number, before: number) =>
        messenger.claimMessage(message, inclusionOf(message, batch, before));
      await expect(claim(one, 2, 1))
        .to.be.revertedWithCustomError(messenger, "MessengerPlaceOutOfRange")
        .withArgs(1, 2n ** 64n - 1n, 0);
      await expect(claim(one, 2, 0))
        .to.be.revertedWithCustomError(messenger, "MessengerRootBetween")
        .withArgs(0, 1, 2);
      for (const before of [2, 3]) {
        await expect(claim(two, 2, before))
          .to.be.revertedWithCustomError(messenger, "MessengerRootUnknown")
          .withArgs(before);
      }
      await claim(two, 2, 1);
      await commit({ messages: [messageLeaf(three)] });
      await finalizeMessages(four);
      expect(await rollup.lastFinal(1)).to.equal(4);
      // Two batches that became FINAL together have one root.
      await claim(three, 4, 2);
      await claim(four, 4, 2);
      expect(await cash.balanceOf(bob)).to.equal(9);
    });

    it("BRIDGE-18: what goes beyond a token's limit waits, other tokens do not", async () => {
      const {
        tokenGateway,
        slow,
        operator,
        alice,
        bob,
        terms,
        pairFee,
        cash,
        deposit,
        claim,
        fund,
        tokenWithdrawal,
      } = await load();
      const other = await ethers.deployContract("TestCash");
      await tokenGateway.connect(operator).pair(other, terms, { value: pairFee });
      await fund(alice, 100n, other);
      await deposit(100n);
      await deposit(100n, other);
      await tokenGateway.connect(slow).setTerms(cash, { most: 10, finalityClass: bulk });
      await expect(claim(tokenWithdrawal(await cash.getAddress(), bob.address, 11n))).to.emit(
        tokenGateway,
        "PayoutHeld",
      );
      await claim(tokenWithdrawal(await other.getAddress(), bob.address, 100n));
      expect(await other.balanceOf(bob)).to.equal(100);
      await tokenGateway.payHeld(cash, 5);
      expect(await cash.balanceOf(bob)).to.equal(10);
    });
  });
});
