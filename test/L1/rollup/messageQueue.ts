import { expect } from "chai";
import {
  AbiCoder,
  ZeroAddress,
  ZeroHash,
  getAddress,
  getCreateAddress,
  id,
  keccak256,
  toBeHex,
} from "ethers";
import { network } from "hardhat";
import { noItem } from "../helpers/batches.js";
import type { L1 } from "../helpers/deployL1.js";
import { lane } from "../helpers/deployL1.js";
import { fixturesOfL1 } from "../helpers/fixturesOfL1.js";
import { itemOf } from "../helpers/queueItems.js";
import { nowOn } from "../helpers/setUpL1.js";
import { throughTimelock } from "../helpers/throughTimelock.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;
const fixtures = fixturesOfL1(connection);
const coder = AbiCoder.defaultAbiCoder();
const itemType =
  "tuple(address sender,address recipient,bool isCreation,uint256 mint,uint256 value,uint64 gasLimit,bytes32 dataHash,uint64 time,uint64 gasBefore)";

const aliasOf = (account: string): string =>
  getAddress(toBeHex((BigInt(account) + 0x1111000000000000000000000000000000001111n) % 2n ** 160n, 20));

const requestTo = (l1: L1, overrides: object = {}) => ({
  recipient: l1.actors.other.address,
  isCreation: false,
  value: 3n,
  gasLimit: 100_000n,
  data: "0x",
  ...overrides,
});

describe("MessageQueue > enqueue", () => {
  it("QUEUE-1, QUEUE-2, QUEUE-4: the event has all of an item", async () => {
    const l1 = await fixtures.development();
    const { queue, actors, parameters } = l1;
    const data = "0x010203";
    const time = (await nowOn(l1)) + 5n;
    await networkHelpers.time.setNextBlockTimestamp(time);
    const value = 100_000n * parameters.gasPrice;
    const item = [actors.anyone, actors.other, false, 0n, 3n, 100_000n, keccak256(data), time, 0n];
    await expect(queue.connect(actors.anyone).enqueue(lane, requestTo(l1, { data }), { value }))
      .to.emit(queue, "ItemQueued")
      .withArgs(lane, 0n, actors.anyone, item, data);
    expect(await queue.length(lane)).to.equal(1n);
    expect(await queue.totalGas(lane)).to.equal(100_000n);
  });

  it("QUEUE-2, QUEUE-3: the rolling hash binds every item and all before it", async () => {
    const l1 = await fixtures.development();
    const { queue, parameters } = l1;
    let hash: string = ZeroHash;
    expect(await queue.rollingHash(lane, 0n)).to.equal(hash);
    for (let place = 0n; place < 3n; ++place) {
      const value = 100_000n * parameters.gasPrice;
      const { item } = await itemOf(l1, await queue.enqueue(lane, requestTo(l1), { value }));
      expect(item.gasBefore).to.equal(place * 100_000n);
      const itemHash = keccak256(coder.encode([itemType], [item]));
      hash = keccak256(coder.encode(["bytes32", "bytes32"], [hash, itemHash]));
      expect(await queue.rollingHash(lane, place + 1n)).to.equal(hash);
      await queue.checkItem(lane, place, item);
    }
    await expect(queue.rollingHash(lane, 4n))
      .to.be.revertedWithCustomError(queue, "QueuePlaceUnknown")
      .withArgs(3n, 4n);
    await expect(queue.checkItem(lane, 3n, noItem))
      .to.be.revertedWithCustomError(queue, "QueuePlaceUnknown")
      .withArgs(3n, 3n);
    await expect(queue.checkNext(lane, 4n, noItem))
      .to.be.revertedWithCustomError(queue, "QueuePlaceUnknown")
      .withArgs(3n, 4n);
    expect([...(await queue.checkNext(lane, 3n, noItem))]).to.deep.equal([true, parameters.deadline]);
    const span = { cursor: 3n, gas: 300_000n, hash, nextHash: ZeroHash, nextGasBefore: 0n };
    const at = await queue.checkSpan(lane, span);
    expect([...at]).to.deep.equal([true, parameters.deadline]);
  });

  it("QUEUE-6: nobody mints by queueing; value comes from the sender's balance on L2", async () => {
    const l1 = await fixtures.development();
    const value = 10n ** 18n;
    const { item } = await itemOf(l1, await l1.queue.enqueue(lane, requestTo(l1, { value }), { value }));
    expect([item.mint, item.value]).to.deep.equal([0n, value]);
  });

  it("QUEUE-7: costs the lane's price, and the rest comes back", async () => {
    const l1 = await fixtures.development();
    const { queue, actors } = l1;
    const fee = await queue.feeFor(lane, 100_000n);
    expect(fee).to.equal(100_000n * l1.parameters.gasPrice);
    const mine = queue.connect(actors.anyone);
    await expect(mine.enqueue(lane, requestTo(l1), { value: fee + 9n })).to.changeEtherBalances(
      ethers,
      [actors.anyone, queue],
      [-fee, fee],
    );
    await expect(mine.enqueue(lane, requestTo(l1), { value: fee - 1n }))
      .to.be.revertedWithCustomError(queue, "QueueFeeTooLow")
      .withArgs(fee, fee - 1n);
  });

  it("QUEUE-7, attack 45: who cannot take the rest back queues nothing", async () => {
    const l1 = await fixtures.development();
    const contract = await ethers.deployContract("ForwarderMock", [ZeroAddress, "0x"]);
    await contract.setRefuses(true);
    const call = l1.queue.interface.encodeFunctionData("enqueue", [lane, requestTo(l1)]);
    const value = 10n ** 18n;
    await expect(contract.forward(l1.queue, call, value, { value }))
      .to.be.revertedWithCustomError(l1.queue, "QueueRefundFailed")
      .withArgs(contract, value - (await l1.queue.feeFor(lane, 100_000n)));
  });

  it("QUEUE-7, attack 38: who queues again out of the refund is refused", async () => {
    const l1 = await fixtures.development();
    const contract = await ethers.deployContract("ForwarderMock", [ZeroAddress, "0x"]);
    const call = l1.queue.interface.encodeFunctionData("enqueue", [lane, requestTo(l1)]);
    await contract.setCallBack(l1.queue, call);
    const value = 10n ** 18n;
    await expect(contract.forward(l1.queue, call, value, { value })).to.be.revertedWithCustomError(
      l1.queue,
      "QueueRefundFailed",
    );
    expect(await l1.queue.length(lane)).to.equal(0n);
  });

  for (const [what, request, least] of [
    ["nothing", {}, 21_000n],
    ["two bytes", { data: "0x0102" }, 21_080n],
    ["a creation", { isCreation: true, data: "0x01" }, 53_040n],
  ] as const) {
    it(`QUEUE-7: gas for ${what} is at least what it costs, and at most the lane's bound`, async () => {
      const l1 = await fixtures.development();
      const { queue } = l1;
      const value = 10n ** 18n;
      for (const gasLimit of [least - 1n, 16_777_217n]) {
        await expect(queue.enqueue(lane, requestTo(l1, { ...request, gasLimit }), { value }))
          .to.be.revertedWithCustomError(queue, "QueueGasOutOfRange")
          .withArgs(least, 16_777_216n, gasLimit);
      }
      for (const gasLimit of [least, 16_777_216n]) {
        await queue.enqueue(lane, requestTo(l1, { ...request, gasLimit }), { value });
      }
    });
  }

  it("QUEUE-1: a creation has no recipient", async () => {
    const l1 = await fixtures.development();
    const request = requestTo(l1, { isCreation: true, data: "0x01" });
    const { item } = await itemOf(l1, await l1.queue.enqueue(lane, request, { value: 10n ** 18n }));
    expect([item.isCreation, item.recipient]).to.deep.equal([true, ZeroAddress]);
  });

  it("QUEUE-8: data are at most 65,536 bytes", async () => {
    const l1 = await fixtures.development();
    const { queue } = l1;
    const value = 10n ** 18n;
    const gasLimit = 16_000_000n;
    await queue.enqueue(lane, requestTo(l1, { gasLimit, data: new Uint8Array(65_536) }), { value });
    await expect(queue.enqueue(lane, requestTo(l1, { gasLimit, data: new Uint8Array(65_537) }), { value }))
      .to.be.revertedWithCustomError(queue, "QueueDataTooLong")
      .withArgs(65_536n, 65_537n);
  });

  it("QUEUE-7: a lane whose queue is not open takes nothing", async () => {
    const l1 = await fixtures.development();
    await expect(l1.queue.enqueue(5n, requestTo(l1)))
      .to.be.revertedWithCustomError(l1.queue, "QueueLaneUnknown")
      .withArgs(5n);
  });

  describe("senders", () => {
    it("QUEUE-5, attack 41: a contract is its alias on L2", async () => {
      const l1 = await fixtures.development();
      const contract = await ethers.deployContract("ForwarderMock", [ZeroAddress, "0x"]);
      const call = l1.queue.interface.encodeFunctionData("enqueue", [lane, requestTo(l1)]);
      const value = 10n ** 18n;
      const { item } = await itemOf(l1, await contract.forward(l1.queue, call, value, { value }));
      expect(item.sender).to.equal(aliasOf(await contract.getAddress()));
    });

    it("QUEUE-5, attack 41: also while it is being made, and has no code yet", async () => {
      const l1 = await fixtures.development();
      const { deployer } = l1.actors;
      const call = l1.queue.interface.encodeFunctionData("enqueue", [lane, requestTo(l1)]);
      const address = getCreateAddress({ from: deployer.address, nonce: await deployer.getNonce() });
      const value = await l1.queue.feeFor(lane, 100_000n);
      const contract = await ethers.deployContract("ForwarderMock", [l1.queue, call], { value });
      const { item } = await itemOf(l1, contract.deploymentTransaction()!);
      expect(item.sender).to.equal(aliasOf(address));
    });

    it("QUEUE-5: an account that delegates keeps its address, whoever pays for its transaction", async () => {
      const l1 = await fixtures.development();
      const { actors, queue } = l1;
      const contract = await ethers.deployContract("ForwarderMock", [ZeroAddress, "0x"]);
      const target = (await contract.getAddress()).slice(2);
      await networkHelpers.setCode(actors.other.address, `0xef0100${target}`);
      const account = await ethers.getContractAt("ForwarderMock", actors.other.address);
      const call = queue.interface.encodeFunctionData("enqueue", [lane, requestTo(l1)]);
      const value = await queue.feeFor(lane, 100_000n);
      const sent = await account.connect(actors.anyone).forward(queue, call, value, { value });
      const { item } = await itemOf(l1, sent);
      expect(item.sender).to.equal(actors.other.address);
    });
  });
});

describe("MessageQueue > enqueueMint", () => {
  it("QUEUE-6: the gateway alone mints what an item carries, in its depositor's name", async () => {
    const l1 = await fixtures.bare();
    const { queue, actors } = l1;
    const minter = await ethers.deployContract("ForwarderMock", [ZeroAddress, "0x"]);
    await queue.setTerms(lane, { gasPrice: 1n, deadline: 600n, gasLimit: 1_000_000n });
    const call = queue.interface.encodeFunctionData("enqueueMint", [
      lane,
      actors.anyone.address,
      requestTo(l1),
    ]);
    await expect(queue.enqueueMint(lane, actors.anyone, requestTo(l1)))
      .to.be.revertedWithCustomError(queue, "QueueMinterUnknown")
      .withArgs(actors.deployer);
    await expect(queue.getFunction("connect")(minter)).to.emit(queue, "MinterConnected").withArgs(minter);
    const sent = await minter.connect(actors.anyone).forward(queue, call, 0n);
    const { item } = await itemOf(l1, sent);
    expect([item.sender, item.mint, item.value]).to.deep.equal([actors.anyone.address, 3n, 3n]);
  });

  it("QUEUE-7: its fee is owed by the gateway, at the price of its time, until all of it is paid", async () => {
    const { queue, actors, ...rest } = await fixtures.bare();
    const minter = await ethers.deployContract("ForwarderMock", [ZeroAddress, "0x"]);
    const terms = { gasPrice: 3n, deadline: 600n, gasLimit: 1_000_000n };
    await queue.setTerms(lane, terms);
    await queue.getFunction("connect")(minter);
    const request = requestTo({ queue, actors, ...rest });
    const mint = queue.interface.encodeFunctionData("enqueueMint", [lane, actors.anyone.address, request]);
    await minter.forward(queue, mint, 0n);
    expect(await queue.dueOf(lane)).to.equal(300_000n);
    await queue.setTerms(lane, { ...terms, gasPrice: 5n });
    expect(await queue.dueOf(lane)).to.equal(300_000n);
    await minter.forward(queue, mint, 0n);
    await queue.connect(actors.operator).setGasPrice(lane, 7n);
    await minter.forward(queue, mint, 0n);
    const due = 100_000n * (3n + 5n + 7n);
    expect(await queue.dueOf(lane)).to.equal(due);

    const pay = queue.interface.encodeFunctionData("payDue", [lane]);
    await expect(queue.payDue(lane, { value: due }))
      .to.be.revertedWithCustomError(queue, "QueueMinterUnknown")
      .withArgs(actors.deployer);
    for (const other of [due - 1n, due + 1n]) {
      await expect(minter.forward(queue, pay, other, { value: other }))
        .to.be.revertedWithCustomError(queue, "QueueDueMismatch")
        .withArgs(due, other);
    }
    await expect(minter.forward(queue, pay, due, { value: due }))
      .to.emit(queue, "DuePaid")
      .withArgs(lane, due);
    expect(await queue.dueOf(lane)).to.equal(0n);
    expect(await ethers.provider.getBalance(queue)).to.equal(due);
  });

  it("QUEUE-6, attack 53: is connected once, and only a contract", async () => {
    const { queue, guardian, policy } = await fixtures.bare();
    const nobody = getAddress(toBeHex(0xb0b, 20));
    const connect = queue.getFunction("connect");
    await expect(connect(nobody)).to.be.revertedWithCustomError(queue, "QueueMinterUnknown").withArgs(nobody);
    await connect(guardian);
    await expect(connect(policy))
      .to.be.revertedWithCustomError(queue, "QueueMinterConnected")
      .withArgs(guardian);
  });
});

describe("MessageQueue > terms", () => {
  it("ROLLUP-29: are the timelock's", async () => {
    const l1 = await fixtures.development();
    const { queue, actors } = l1;
    const terms = { gasPrice: 7n, deadline: 60n, gasLimit: 21_000n };
    await expect(queue.setTerms(lane, terms))
      .to.be.revertedWithCustomError(queue, "AccessNotTimelock")
      .withArgs(actors.deployer);
    await expect(throughTimelock(l1, queue, "setTerms", [lane, terms]))
      .to.emit(queue, "TermsChanged")
      .withArgs(lane, [7n, 60n, 21_000n]);
    expect([...(await queue.termsOf(lane))]).to.deep.equal([7n, 60n, 21_000n]);
  });

  it("QUEUE-7, QUEUE-11: have a deadline and a bound of gas that the chain can take", async () => {
    const { queue } = await fixtures.bare();
    for (const terms of [
      { gasPrice: 1n, deadline: 0n, gasLimit: 21_000n },
      { gasPrice: 1n, deadline: 1n, gasLimit: 20_999n },
      { gasPrice: 1n, deadline: 1n, gasLimit: 16_777_217n },
      { gasPrice: 1n, deadline: 2n ** 24n, gasLimit: 21_000n },
      { gasPrice: 2n ** 40n, deadline: 1n, gasLimit: 21_000n },
    ]) {
      await expect(queue.setTerms(lane, terms))
        .to.be.revertedWithCustomError(queue, "QueueTermsInvalid")
        .withArgs([terms.gasPrice, terms.deadline, terms.gasLimit]);
    }
    await expect(queue.setTerms(0n, { gasPrice: 1n, deadline: 1n, gasLimit: 21_000n }))
      .to.be.revertedWithCustomError(queue, "QueueLaneUnknown")
      .withArgs(0n);
  });

  it("QUEUE-7: an operator changes the price, up to the timelock's or one gwei", async () => {
    const l1 = await fixtures.development();
    const { queue, actors, parameters } = l1;
    const operator = queue.connect(actors.operator);
    const gwei = 10n ** 9n;
    const { deadline } = parameters;
    await expect(operator.setGasPrice(lane, gwei))
      .to.emit(queue, "TermsChanged")
      .withArgs(lane, [gwei, deadline, 16_777_216n]);
    await expect(operator.setGasPrice(lane, gwei + 1n))
      .to.be.revertedWithCustomError(queue, "QueueTermsInvalid")
      .withArgs([gwei + 1n, deadline, 16_777_216n]);
    await throughTimelock(l1, queue, "setTerms", [
      lane,
      { gasPrice: 5n * gwei, deadline, gasLimit: 21_000n },
    ]);
    await operator.setGasPrice(lane, 1n);
    await operator.setGasPrice(lane, 5n * gwei);
    await expect(operator.setGasPrice(lane, 5n * gwei + 1n)).to.be.revertedWithCustomError(
      queue,
      "QueueTermsInvalid",
    );
    await expect(operator.setGasPrice(3n, 1n))
      .to.be.revertedWithCustomError(queue, "QueueLaneUnknown")
      .withArgs(3n);
    await expect(queue.connect(actors.anyone).setGasPrice(lane, 1n))
      .to.be.revertedWithCustomError(queue, "AccessControlUnauthorizedAccount")
      .withArgs(actors.anyone, id("OPERATOR"));
  });

  it("QUEUE-7: fees go where an operator says", async () => {
    const l1 = await fixtures.development();
    const { queue, actors } = l1;
    const fee = await queue.feeFor(lane, 100_000n);
    await queue.enqueue(lane, requestTo(l1), { value: fee });
    await expect(queue.connect(actors.anyone).takeFees(actors.anyone)).to.be.revertedWithCustomError(
      queue,
      "AccessControlUnauthorizedAccount",
    );
    const operator = queue.connect(actors.operator);
    const contract = await ethers.deployContract("ForwarderMock", [ZeroAddress, "0x"]);
    await contract.setRefuses(true);
    await expect(operator.takeFees(contract))
      .to.be.revertedWithCustomError(queue, "QueueRefundFailed")
      .withArgs(contract, fee);
    await expect(operator.takeFees(actors.other)).to.emit(queue, "FeesTaken").withArgs(actors.other, fee);
    expect(await ethers.provider.getBalance(queue)).to.equal(0n);
  });
});
