import { expect } from "chai";
import {
  AbiCoder,
  type BytesLike,
  concat,
  Contract,
  ContractFactory,
  id,
  Interface,
  isError,
  toBeHex,
  WebSocketProvider,
  zeroPadValue,
} from "ethers";
import { chainId, counter, ether, testNode, type TestNode } from "./helpers/testNode.js";

/** Reverts with its calldata; as init code it deploys that. */
const reverterInit = "0x66365f5f37365ffd5f5260076019f3";
const topic = zeroPadValue("0x07", 32);

async function caught(work: Promise<unknown>): Promise<Error> {
  try {
    await work;
  } catch (error) {
    return error as Error;
  }
  throw new TypeError("nothing was thrown");
}

describe("node > ethers as a client", function () {
  let test: TestNode;
  before(async () => (test = await testNode()));
  after(async () => test.close());

  const increase = async () => (await test.wallets[0]!.sendTransaction({ to: counter })).wait();

  it("NODE-12, NODE-13, NODE-22: a transfer comes into a block and has a receipt", async () => {
    const [from, to] = test.wallets;
    const before = await test.provider.getBalance(to!.address);
    const sent = await from!.sendTransaction({ to: to!.address, value: ether });
    const receipt = await sent.wait();
    expect(receipt?.status).to.equal(1);
    expect(receipt?.gasUsed).to.equal(21_000n);
    expect(await test.provider.getBalance(to!.address)).to.equal(before + ether);
    expect(await test.provider.getTransactionCount(from!.address)).to.equal(1);
    const block = await test.provider.getBlock(receipt!.blockNumber, true);
    expect(block?.prefetchedTransactions.map(({ hash }) => hash)).to.deep.equal([sent.hash]);
    expect(block?.prefetchedTransactions[0]?.from).to.equal(from!.address);
  });

  it("deploys a contract and reads its code", async () => {
    const factory = new ContractFactory([], reverterInit, test.wallets[0]);
    const contract = await factory.deploy();
    await contract.waitForDeployment();
    expect(await test.provider.getCode(await contract.getAddress())).to.equal("0x365f5f37365ffd");
  });

  it("NODE-7: a revert carries its data through call, estimate and contract objects", async () => {
    const deployed = await (
      await new ContractFactory([], reverterInit, test.wallets[0]).deploy()
    ).waitForDeployment();
    const abi = new Interface(["error TooPoor(uint256 missing)", "function tooPoor() view"]);
    const data = abi.encodeErrorResult("TooPoor", [7n]);
    const to = await deployed.getAddress();
    for (const work of [test.provider.call({ to, data }), test.provider.estimateGas({ to, data })]) {
      const error = await caught(work);
      expect(isError(error, "CALL_EXCEPTION") && error.data).to.equal(data);
    }
    const message = concat(["0x08c379a0", AbiCoder.defaultAbiCoder().encode(["string"], ["not today"])]);
    const error = await caught(test.provider.call({ to, data: message }));
    expect(isError(error, "CALL_EXCEPTION") && error.reason).to.equal("not today");
    const raw = (await caught(test.provider.send("eth_call", [{ to, data: message }, "latest"]))) as Error & {
      info: { error: { code: number; message: string } };
    };
    expect(raw.info.error.code).to.equal(3);
    expect(raw.info.error.message).to.match(/^execution reverted: not today/);
    const contract = new Contract(to, abi, test.provider);
    const selector = abi.getFunction("tooPoor")!.selector;
    const named = await caught(contract.getFunction("tooPoor").staticCall());
    expect(isError(named, "CALL_EXCEPTION") && named.data).to.equal(selector);
  });

  it("finds logs by address, topic and block, and none that are not wanted", async () => {
    const receipt = await increase();
    const { blockNumber } = receipt!;
    const where = { fromBlock: blockNumber, toBlock: blockNumber };
    const wanted = [
      { address: counter, ...where },
      { topics: [topic], ...where },
      { topics: [[topic, id("other")]], ...where },
      { topics: [null], ...where },
      { blockHash: receipt!.blockHash },
    ];
    for (const filter of wanted) {
      const logs = await test.provider.getLogs(filter);
      expect(logs.map(({ transactionHash }) => transactionHash)).to.deep.equal([receipt!.hash]);
      expect(logs[0]!.topics).to.deep.equal([topic]);
    }
    for (const filter of [
      { address: test.wallets[0]!.address },
      { topics: [id("other")] },
      { topics: [topic, null] },
    ])
      expect(await test.provider.getLogs({ ...filter, ...where })).to.deep.equal([]);
  });

  it("NODE-3: filters tell what is new, once, and are gone when they are taken away", async () => {
    const { provider } = test;
    const logs = (await provider.send("eth_newFilter", [{ address: counter }])) as string;
    const blocks = (await provider.send("eth_newBlockFilter", [])) as string;
    const pending = (await provider.send("eth_newPendingTransactionFilter", [])) as string;
    const receipt = await increase();
    const changes = (await provider.send("eth_getFilterChanges", [logs])) as { transactionHash: string }[];
    expect(changes.map(({ transactionHash }) => transactionHash)).to.deep.equal([receipt!.hash]);
    expect(await provider.send("eth_getFilterChanges", [logs])).to.deep.equal([]);
    expect(await provider.send("eth_getFilterChanges", [blocks])).to.include(receipt!.blockHash);
    expect(await provider.send("eth_getFilterChanges", [pending])).to.deep.equal([receipt!.hash]);
    expect(await provider.send("eth_uninstallFilter", [logs])).to.equal(true);
    const error = await caught(provider.send("eth_getFilterChanges", [logs]));
    expect(error.message).to.match(/filter not found/);
  });

  it("tells of heads, logs and waiting transactions over a WebSocket", async () => {
    const socket = new WebSocketProvider(test.node.url.replace("http", "ws"), chainId);
    try {
      const seen: { blocks: number[]; logs: string[]; pending: string[] } = {
        blocks: [],
        logs: [],
        pending: [],
      };
      await socket.on("block", (number: number) => seen.blocks.push(number));
      await socket.on({ address: counter }, (log: { transactionHash: string }) =>
        seen.logs.push(log.transactionHash),
      );
      await socket.on("pending", (hash: string) => seen.pending.push(hash));
      // The subscriptions are there when a later request on the socket is answered.
      await socket.send("eth_chainId", []);
      await socket.send("eth_chainId", []);
      const receipt = await increase();
      await socket.send("eth_chainId", []);
      expect(seen.blocks).to.include(receipt!.blockNumber);
      expect(seen.logs).to.deep.equal([receipt!.hash]);
      expect(seen.pending).to.deep.equal([receipt!.hash]);
    } finally {
      await socket.destroy();
    }
  });

  it("NODE-5: reads and calls on the state after earlier blocks", async () => {
    const first = await increase();
    const later = await increase();
    const at = async (blockTag: number): Promise<bigint> =>
      BigInt(await test.provider.getStorage(counter, 0, blockTag));
    const [earlier, latest] = [await at(first!.blockNumber), await at(later!.blockNumber)];
    expect(latest).to.equal(earlier + 1n);
    // The call adds one and returns it.
    expect(await test.provider.call({ to: counter, blockTag: first!.blockNumber })).to.equal(
      toBeHex(earlier + 1n, 32),
    );
    expect(await test.provider.call({ to: counter })).to.equal(toBeHex(latest + 1n, 32));
    expect(await at(later!.blockNumber)).to.equal(latest);
    const { address } = test.wallets[0]!;
    const nonce = await test.provider.getTransactionCount(address, later!.blockNumber);
    expect(await test.provider.getTransactionCount(address, first!.blockNumber)).to.equal(nonce - 1);
    expect(await test.provider.getTransactionCount(address, 0)).to.equal(0);
    expect(await test.provider.getBalance(address, 0)).to.equal(1000n * ether);
    const beyond = await caught(test.provider.getBalance(address, 10_000));
    expect(beyond.message).to.match(/header not found/);
  });

  it("overrides what accounts are for the time of a call", async () => {
    const call = async (overrides: unknown): Promise<string> =>
      (await test.provider.send("eth_call", [{ to: counter }, "latest", overrides])) as string;
    expect(await call({ [counter]: { stateDiff: { [toBeHex(0, 32)]: toBeHex(41, 32) } } })).to.equal(
      toBeHex(42, 32),
    );
    // SELFBALANCE, returned; NONCE cannot be read, but a creation's address tells it.
    expect(await call({ [counter]: { balance: "0x7b", code: "0x475f5260205ff3" } })).to.equal(
      toBeHex(123, 32),
    );
    const poor = "0x00000000000000000000000000000000000000aa";
    const from = { from: poor, to: counter, value: "0x5" };
    const refused = (await caught(test.provider.send("eth_call", [from, "latest"]))) as Error & {
      info: unknown;
    };
    expect(JSON.stringify(refused.info)).to.match(/insufficient funds/);
    expect(await test.provider.send("eth_call", [from, "latest", { [poor]: { balance: "0x5" } }])).to.match(
      /^0x/,
    );
    // A contract asks as sender, which no transaction could.
    expect(await test.provider.call({ from: counter, to: counter })).to.match(/^0x/);
  });

  it("NODE-6: an estimate is enough, and 64 gas less is not", async () => {
    const [from] = test.wallets;
    // Calls the counter with all but a 64th and reverts when that fails.
    const caller = concat(["0x5f5f5f5f5f73", counter, "0x5af16022575f5ffd5b00"]);
    const init = initOf(caller);
    const contract = await (await new ContractFactory([], init, from).deploy()).waitForDeployment();
    const requests = [
      { to: test.wallets[1]!.address, value: 1n },
      { to: test.wallets[1]!.address, data: `0x${"ff".repeat(500)}` },
      { to: counter },
      { data: init },
      { to: await contract.getAddress() },
    ];
    for (const request of requests) {
      const gas = await test.provider.estimateGas({ ...request, from: from!.address });
      const receipt = await (await from!.sendTransaction({ ...request, gasLimit: gas })).wait();
      expect(receipt?.status, JSON.stringify(request.to)).to.equal(1);
      // The state has changed meanwhile, so the bound is that of the state now.
      const again = await test.provider.estimateGas({ ...request, from: from!.address });
      const less = { ...request, from: from!.address, gasLimit: again - 65n };
      await caught(test.provider.call(less));
    }
  });

  it("fees are those of the next block", async () => {
    const fees = await test.provider.getFeeData();
    expect(fees.gasPrice).to.equal(2_000_000n);
    const history = (await test.provider.send("eth_feeHistory", ["0x4", "latest", [0, 50, 100]])) as {
      baseFeePerGas: string[];
      reward: string[][];
      gasUsedRatio: number[];
    };
    expect(history.baseFeePerGas).to.have.length(5);
    expect(history.gasUsedRatio).to.have.length(4);
    expect(history.reward.every((row) => row.length === 3)).to.equal(true);
  });

  it("takes many transactions of one sender at once, in order, and of all types", async () => {
    const [from, to] = test.wallets;
    const nonce = await from!.getNonce("pending");
    const fees = { maxFeePerGas: 10n ** 9n, maxPriorityFeePerGas: 1n };
    const sent = await Promise.all(
      Array.from({ length: 50 }, async (_, index) =>
        from!.sendTransaction({
          to: to!.address,
          value: 1n,
          nonce: nonce + index,
          gasLimit: 21_000n,
          ...fees,
        }),
      ),
    );
    const receipts = await Promise.all(sent.map(async (transaction) => transaction.wait()));
    expect(receipts.every((receipt) => receipt?.status === 1)).to.equal(true);
    expect(await from!.getNonce("pending")).to.equal(nonce + 50);
    for (const type of [0, 1]) {
      const receipt = await (await from!.sendTransaction({ type, to: counter, gasPrice: 10n ** 9n })).wait();
      expect(receipt?.type).to.equal(type);
    }
  });
});

/** Init code that deploys a code of fewer than 256 bytes. */
function initOf(code: BytesLike & string): string {
  const size = (code.length - 2) / 2;
  return concat(["0x60", toBeHex(size, 1), "0x600b5f3960", toBeHex(size, 1), "0x5ff300", code]);
}
