import { request } from "node:http";
import { isProtocolError } from "@muniment/protocol";
import { expect } from "chai";
import fc from "fast-check";
import { WebSocket } from "ws";
import { counter, testNode, type TestNode } from "../helpers/testNode.js";

interface Answer {
  jsonrpc: string;
  id: unknown;
  result?: unknown;
  error?: { code: number; message: string; data?: { code?: string; limit?: unknown } };
}

const limits = {
  body: 100_000,
  batch: 20,
  filters: 3,
  filterLife: 50_000,
  logBlocks: 5n,
  subscriptions: 2,
  connections: 3,
};

describe("node > rpc", function () {
  let test: TestNode;
  let now = 1_800_000_000_000;
  before(async () => {
    const clock = {
      now: () => now,
      after: (milliseconds: number, work: () => void) => {
        const timer = setTimeout(work, milliseconds);
        return () => clearTimeout(timer);
      },
    };
    test = await testNode({ rpcLimits: limits }, { clock });
  });
  after(async () => test.close());

  it("a port that is taken is named", async () => {
    const { port } = new URL(test.node.url);
    const error: unknown = await testNode({ port: Number(port) }).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (!isProtocolError(error)) throw new TypeError("it listens twice");
    expect(error.code).to.equal("PORT_IN_USE");
    expect(error.message).to.equal(
      `The node cannot listen at 127.0.0.1, port ${port}: it is taken. End what listens there, or give another port.`,
    );
  });

  async function post(
    body: string | Buffer,
    type = "application/json",
  ): Promise<{ status: number; text: string }> {
    const response = await fetch(test.node.url, {
      method: "POST",
      body: body as never,
      headers: { "content-type": type },
    });
    return { status: response.status, text: await response.text() };
  }
  const ask = async (body: unknown): Promise<Answer> =>
    JSON.parse((await post(JSON.stringify(body))).text) as Answer;
  const call = async (method: string, ...params: unknown[]): Promise<Answer> =>
    ask({ jsonrpc: "2.0", id: 1, method, params });

  it("NODE-1: answers in a batch carry the ids of their requests, whatever they are, and notifications get none", async () => {
    const ids = [7, "seven", null, 0, -3, 1.5, "", 7];
    const batch = ids.map((id, index) => ({
      jsonrpc: "2.0",
      id,
      method: ["eth_chainId", "eth_nothing", "eth_getBalance"][index % 3],
      params: [],
    }));
    const body = [...batch, { jsonrpc: "2.0", method: "eth_chainId" }, 5, { id: 9 }];
    const { text } = await post(JSON.stringify(body));
    const answers = JSON.parse(text) as Answer[];
    expect(answers.map(({ id }) => id)).to.deep.equal([...ids, null, 9]);
    expect(answers.map(({ result, error }) => result ?? error?.code)).to.deep.equal([
      ...["0x309", -32601, -32602, "0x309", -32601, -32602, "0x309", -32601],
      ...[-32600, -32600],
    ]);
  });

  it("NODE-1: only notifications get an empty answer", async () => {
    const notification = { jsonrpc: "2.0", method: "eth_chainId" };
    for (const body of [notification, [notification, notification]])
      expect(await post(JSON.stringify(body))).to.deep.equal({ status: 204, text: "" });
  });

  it("NODE-2: a wrong parameter is named, with what is right", async () => {
    const wrong: [string, unknown[], RegExp][] = [
      ["eth_getBalance", ["0x12", "latest"], /params\[0\].*40 hexadecimal digits/],
      ["eth_getBalance", [counter, "newest"], /params\[1\].*latest, safe, finalized/],
      ["eth_getStorageAt", [counter, "0xzz"], /params\[1\].*1 to 64 hexadecimal digits/],
      ["eth_call", [{ to: counter, data: "0x1" }], /params\[0\].*data.*two hexadecimal digits/],
      ["eth_call", [{ to: counter, data: "0x01", input: "0x02" }], /data and input differ/],
      ["eth_getLogs", [{ blockHash: `0x${"00".repeat(32)}`, fromBlock: "0x1" }], /blockHash excludes/],
      ["eth_getLogs", [{ fromBlock: "0x2", toBlock: "0x1" }], /fromBlock.*after toBlock/],
      ["eth_feeHistory", ["0x1", "latest", [50, 10]], /percentiles ascend/],
      ["eth_call", [{ to: counter }, "latest", { [counter]: { state: {} } }], /params\[2\]/],
    ];
    for (const [method, params, sentence] of wrong) {
      const { error } = await call(method, ...params);
      expect(error?.code, method).to.equal(-32602);
      expect(error?.data?.code).to.equal("RPC_PARAMETERS_WRONG");
      expect(error?.message).to.match(sentence);
    }
  });

  it("NODE-3: bodies, batches, filters and log ranges beyond their limits are refused with the limit", async () => {
    const large = await post(
      JSON.stringify({ jsonrpc: "2.0", id: 1, method: "web3_sha3", params: [`0x${"00".repeat(60_000)}`] }),
    );
    expect(large.status).to.equal(413);
    const many = await ask(
      Array.from({ length: 21 }, (_, id) => ({ jsonrpc: "2.0", id, method: "eth_chainId" })),
    );
    const filters = await Promise.all([1, 2, 3, 4].map(async () => call("eth_newBlockFilter")));
    const wide = await call("eth_getLogs", { fromBlock: "0x0", toBlock: "0x5" });
    const expected = [
      [JSON.parse(large.text) as Answer, 100_000],
      [many, 20],
      [filters[3]!, 3],
    ] as const;
    for (const [{ error }, limit] of expected) {
      expect(error?.code).to.equal(-32005);
      expect(error?.data).to.include({ code: "RPC_LIMIT_EXCEEDED", limit });
      expect(error?.message).to.include(String(limit));
    }
    // The chain has fewer blocks than the range: what is there is looked through.
    expect(wide.result).to.deep.equal([]);
    now += limits.filterLife + 1;
    const { error } = await call("eth_getFilterChanges", filters[0]!.result);
    expect(error?.data?.code).to.equal("RPC_FILTER_UNKNOWN");
    expect((await call("eth_newBlockFilter")).result).to.match(/^0x/);
  });

  it("NODE-3: connections and subscriptions are bounded, and HTTP has none", async () => {
    const url = test.node.url.replace("http", "ws");
    const open = async (): Promise<WebSocket | undefined> =>
      new Promise((resolve) => {
        const socket = new WebSocket(url);
        socket.on("open", () => resolve(socket));
        socket.on("error", () => resolve(undefined));
      });
    const sockets = [await open(), await open(), await open()];
    expect(await open()).to.equal(undefined);
    const [socket] = sockets;
    const answers: Answer[] = [];
    const three = new Promise<void>((resolve) =>
      socket!.on("message", (data: Buffer) => {
        if (answers.push(JSON.parse(data.toString()) as Answer) === 3) resolve();
      }),
    );
    for (const id of [1, 2, 3])
      socket!.send(JSON.stringify({ jsonrpc: "2.0", id, method: "eth_subscribe", params: ["newHeads"] }));
    await three;
    expect(answers.map(({ id }) => id)).to.have.members([1, 2, 3]);
    expect(answers.filter(({ error }) => error?.data?.limit === 2)).to.have.length(1);
    for (const each of sockets) each?.close();
    expect((await call("eth_subscribe", "newHeads")).error?.data?.code).to.equal("RPC_METHOD_UNKNOWN");
  });

  it("NODE-4: safe and finalized are how far L1 has come, earliest is genesis", async () => {
    await (await test.wallets[0]!.sendTransaction({ to: counter })).wait();
    const numberAt = async (tag: string): Promise<unknown> =>
      ((await call("eth_getBlockByNumber", tag, false)).result as { number: string }).number;
    expect(await numberAt("safe")).to.equal("0x0");
    expect(await numberAt("finalized")).to.equal("0x0");
    expect(await numberAt("earliest")).to.equal("0x0");
    expect(await numberAt("pending")).to.equal(await numberAt("latest"));
    expect((await call("eth_getBlockByNumber", "0x1000", false)).result).to.equal(null);
  });

  it("blocks, transactions and receipts are the same by number, hash and index", async () => {
    const sent = await test.wallets[0]!.sendTransaction({ to: counter });
    await sent.wait();
    const receipt = (await call("eth_getTransactionReceipt", sent.hash)).result as Record<string, string>;
    const { blockHash, blockNumber, transactionIndex } = receipt;
    const byHash = (await call("eth_getBlockByHash", blockHash, true)).result as { transactions: unknown[] };
    expect((await call("eth_getBlockByNumber", blockNumber, true)).result).to.deep.equal(byHash);
    expect((await call("eth_getBlockByHash", blockHash, false)).result).to.deep.include({
      transactions: [sent.hash],
    });
    const transaction = (await call("eth_getTransactionByHash", sent.hash)).result;
    expect(byHash.transactions).to.deep.equal([transaction]);
    for (const [by, name] of [
      ["Hash", blockHash],
      ["Number", blockNumber],
    ] as const) {
      const found = await call(`eth_getTransactionByBlock${by}AndIndex`, name, transactionIndex);
      expect(found.result).to.deep.equal(transaction);
      expect((await call(`eth_getTransactionByBlock${by}AndIndex`, name, "0x9")).result).to.equal(null);
      expect((await call(`eth_getBlockTransactionCountBy${by}`, name)).result).to.equal("0x1");
    }
    expect((await call("eth_getBlockReceipts", blockNumber)).result).to.deep.equal([receipt]);
    expect((await call("eth_getTransactionReceipt", `0x${"00".repeat(32)}`)).result).to.equal(null);
  });

  it("says whether it is well, and what it does, to those who watch it", async () => {
    const health = await fetch(`${test.node.url}/health`);
    expect(await health.json()).to.deep.include({ isHealthy: true });
    const metrics = await (await fetch(`${test.node.url}/metrics`)).text();
    expect(metrics).to.match(/^muniment_block \d+$/m);
    expect(metrics).to.match(/^muniment_rpc_errors_total\{method="unknown",code="-32601"\} \d+$/m);
  });

  it("NODE-8: bytes of any kind are answered, and the node goes on", async () => {
    const bodies = ["", "{", "[", "[]", "null", "5", '"eth_chainId"', "{}", "\u0000", "[".repeat(50_000)];
    for (const body of bodies) {
      const { text } = await post(body);
      expect((JSON.parse(text) as Answer).error?.code, body.slice(0, 20)).to.be.oneOf([-32700, -32600]);
    }
    expect((await post(Buffer.from([0xff, 0xfe, 0x80]))).status).to.equal(200);
    expect((JSON.parse((await post("<xml/>", "text/xml")).text) as Answer).error?.code).to.equal(-32700);
    const strange = await new Promise<number | undefined>((resolve) => {
      const { hostname, port } = new URL(test.node.url);
      const sent = request({ hostname, port, method: "DELETE", path: "/..%2f" }, (response) =>
        resolve(response.statusCode),
      );
      sent.end();
    });
    expect(strange).to.equal(404);
    expect((await call("eth_chainId")).result).to.equal("0x309");
  });

  it("NODE-8: what calls itself a length or a text and is none is refused as of the wrong kind", async () => {
    const strange = { length: { toString: 1, valueOf: 1 } };
    expect((await call("eth_getFilterLogs", strange)).error?.code).to.equal(-32602);
    expect((await ask({ jsonrpc: "2.0", id: 1, method: strange })).error?.code).to.equal(-32600);
  });

  it("NODE-8: thousands of made-up requests are each answered by a result or an error", async () => {
    const methods = (await import("../../../packages/node/src/rpc/methods.js")).methods.map(
      ({ name }) => name,
    );
    const hex = fc
      .string({ unit: fc.constantFrom(...Array.from("0123456789abcdef")), maxLength: 70 })
      .map((text) => `0x${text}`);
    const address = fc.constantFrom(counter, test.wallets[0]!.address);
    const leaf = fc.oneof(
      hex,
      address,
      fc.constantFrom("latest", "pending", "logs", "newHeads", null, true),
      fc.jsonValue(),
    );
    const field = fc.constantFrom(
      "to",
      "from",
      "data",
      "gas",
      "value",
      "address",
      "topics",
      "fromBlock",
      "blockHash",
      "balance",
      "code",
      "stateDiff",
    );
    const value = fc.oneof(
      leaf,
      fc.dictionary(field, leaf, { maxKeys: 4 }),
      fc.array(leaf, { maxLength: 4 }),
    );
    const one = fc.record({
      jsonrpc: fc.constant("2.0"),
      id: fc.oneof(fc.integer(), fc.string()),
      method: fc.constantFrom(...methods),
      params: fc.array(value, { maxLength: 4 }),
    });
    const batches = fc.sample(fc.array(one, { minLength: 20, maxLength: 20 }), { numRuns: 200, seed: 5 });
    for (const batch of batches) {
      const body = JSON.stringify(batch);
      if (body.length > limits.body) continue;
      const answers = JSON.parse((await post(body)).text) as Answer[];
      expect(answers.map(({ id }) => id)).to.deep.equal(batch.map(({ id }) => id));
      for (const [index, { error }] of answers.entries())
        expect(error?.code, JSON.stringify(batch[index])).to.not.equal(-32603);
    }
    expect((await call("eth_chainId")).result).to.equal("0x309");
  });
});
