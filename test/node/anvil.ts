import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import {
  JsonRpcProvider,
  Network,
  Transaction,
  type TransactionLike,
  Wallet,
  WebSocketProvider,
} from "ethers";
import { chainId, counter, keys, testNode, type TestNode } from "./helpers/testNode.js";
import { notRun } from "../../setup/hardhat/notRun.js";

const binary = fileURLToPath(
  new URL("../../node_modules/@foundry-rs/anvil-linux-amd64/bin/anvil", import.meta.url),
);
const wallets = keys.map((key) => new Wallet(key));
const counterCode = "0x5f54600101805f555f52600760205fa160205ff3";
/** Reverts with its calldata. */
const reverterInit = "0x66365f5f37365ffd5f5260076019f3";

async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

/** The kind of everything in an answer: names, and what stands at them; hashes and numbers by their form alone. */
function formOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(formOf);
  if (value === null) return "null";
  if (typeof value === "object")
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, formOf(inner)]));
  if (typeof value !== "string") return typeof value;
  if (/^0x(0|[1-9a-f][0-9a-f]{0,15})$/.test(value)) return "quantity";
  return /^0x[0-9a-f]*$/.test(value) ? `${String((value.length - 2) / 2)} bytes` : "text";
}

// An anvil beside the node is there where the platform has its binary; elsewhere nothing can be compared.
const isHere = existsSync(binary);
if (!isHere) notRun.push("the node beside anvil, which is not installed here");

(isHere ? describe : (): void => undefined)("node > beside anvil", function () {
  let test: TestNode;
  let anvil: ChildProcess;
  let peer: JsonRpcProvider;
  const hashes: string[] = [];

  before(async () => {
    test = await testNode();
    const port = await freePort();
    const flags = ["--port", String(port), "--chain-id", String(chainId), "--hardfork", "osaka", "--silent"];
    anvil = spawn(binary, [...flags, "--base-fee", "1000000", "--gas-limit", "240000000"], {
      stdio: "ignore",
    });
    const network = Network.from(chainId);
    peer = new JsonRpcProvider(`http://127.0.0.1:${String(port)}`, network, {
      staticNetwork: network,
      cacheTimeout: -1,
    });
    for (let tries = 0; tries < 200; tries++) {
      const isUp = await peer.send("eth_chainId", []).then(
        () => true,
        () => false,
      );
      if (isUp) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    for (const { address } of wallets)
      await peer.send("anvil_setBalance", [address, `0x${(1000n * 10n ** 18n).toString(16)}`]);
    await peer.send("anvil_setCode", [counter, counterCode]);
    await peer.send("anvil_setNonce", [counter, "0x1"]);
    for (const raw of history()) {
      const hash = Transaction.from(raw).hash!;
      for (const provider of [test.provider, peer]) {
        expect(await provider.send("eth_sendRawTransaction", [raw])).to.equal(hash);
        while ((await provider.send("eth_getTransactionReceipt", [hash])) === null)
          await new Promise((resolve) => setTimeout(resolve, 10));
      }
      hashes.push(hash);
    }
  });
  after(async () => {
    peer.destroy();
    anvil.kill();
    await test.close();
  });

  /** The same transactions for both, of every type. */
  function history(): string[] {
    const fees = { maxFeePerGas: 10n ** 10n, maxPriorityFeePerGas: 10n ** 9n };
    const old = { gasPrice: 10n ** 10n };
    const access = [{ address: counter, storageKeys: [`0x${"00".repeat(32)}`] }];
    const forms: TransactionLike[] = [
      { type: 2, ...fees, to: wallets[1]!.address, value: 5n },
      { type: 0, ...old, to: counter },
      { type: 1, ...old, to: counter, accessList: access },
      { type: 2, ...fees, data: reverterInit },
      { type: 2, ...fees, data: "0xfe" },
      { type: 2, ...fees, to: counter, data: "0x01" },
    ];
    return forms.map((form, nonce) => {
      const whole = Transaction.from({ chainId, nonce, gasLimit: 200_000n, ...form });
      whole.signature = wallets[0]!.signingKey.sign(whole.unsignedHash);
      return whole.serialized;
    });
  }

  async function both(method: string, ...params: unknown[]): Promise<[unknown, unknown]> {
    return Promise.all([test.provider.send(method, params), peer.send(method, params)]);
  }

  it("what does not depend on blocks is equal", async () => {
    const [, , , creation] = hashes;
    const receipt = await test.provider.getTransactionReceipt(creation!);
    const created = receipt!.contractAddress!;
    const asked: [string, ...unknown[]][] = [
      ["eth_chainId"],
      ["net_version"],
      ["eth_getTransactionCount", wallets[0]!.address, "latest"],
      ["eth_getTransactionCount", wallets[0]!.address, "pending"],
      ["eth_getCode", counter, "latest"],
      ["eth_getCode", created, "latest"],
      ["eth_getStorageAt", counter, "0x0", "latest"],
      ["eth_getBalance", wallets[1]!.address, "latest"],
      ["eth_call", { to: counter }, "latest"],
      ["eth_call", { to: counter, from: wallets[1]!.address, gas: "0x30d40" }, "latest"],
      ["eth_call", { data: "0x5f5ff3" }, "latest"],
      ["eth_call", { to: `0x${"00".repeat(19)}02`, data: "0x0102" }, "latest"],
      ["eth_call", { to: `0x${"00".repeat(19)}04`, data: "0x0102" }, "latest"],
      ["eth_estimateGas", { from: wallets[0]!.address, to: wallets[1]!.address, value: "0x1" }],
      ["eth_getTransactionByHash", `0x${"00".repeat(32)}`],
      ["eth_getTransactionReceipt", `0x${"00".repeat(32)}`],
      ["eth_getBlockByHash", `0x${"00".repeat(32)}`, false],
      ["web3_sha3", "0x68656c6c6f"],
    ];
    for (const [method, ...params] of asked) {
      const [ours, theirs] = await both(method, ...params);
      expect(ours, `${method} ${JSON.stringify(params)}`).to.deep.equal(theirs);
    }
  });

  it("receipts are equal but for blocks and prices", async () => {
    for (const hash of hashes) {
      const pick = (receipt: unknown): unknown => {
        const { logs, ...all } = receipt as Record<string, unknown> & { logs: Record<string, unknown>[] };
        const names = [
          "transactionHash",
          "from",
          "to",
          "gasUsed",
          "contractAddress",
          "status",
          "type",
          "logsBloom",
        ];
        const told = logs.map(({ address, topics, data, logIndex, removed }) => [
          address,
          topics,
          data,
          logIndex,
          removed,
        ]);
        return [names.map((name) => all[name]), told];
      };
      const [ours, theirs] = await both("eth_getTransactionReceipt", hash);
      expect(pick(ours)).to.deep.equal(pick(theirs));
    }
  });

  it("transactions are equal but for blocks", async () => {
    for (const hash of hashes) {
      const [ours, theirs] = (await both("eth_getTransactionByHash", hash)) as [object, object];
      const without = (answer: object): object =>
        Object.fromEntries(
          Object.entries(answer).filter(
            ([name, value]) =>
              !/^(block|transactionIndex|gasPrice)/.test(name) &&
              !(name === "accessList" && String(value) === ""),
          ),
        );
      expect(without(ours)).to.deep.equal(without(theirs));
    }
  });

  it("blocks, logs and fees have all that anvil's have, in the same form", async () => {
    const lacking = (ours: unknown, theirs: unknown): string[] => {
      const [a, b] = [formOf(ours), formOf(theirs)] as [Record<string, unknown>, Record<string, unknown>];
      return Object.keys(b).filter((name) => JSON.stringify(a[name]) !== JSON.stringify(b[name]));
    };
    const receipts = (await both("eth_getTransactionReceipt", hashes[1])) as [
      { blockNumber: string },
      { blockNumber: string },
    ];
    const at = async (method: string, ...rest: unknown[]): Promise<[unknown, unknown]> => [
      await test.provider.send(method, [receipts[0].blockNumber, ...rest]),
      await peer.send(method, [receipts[1].blockNumber, ...rest]),
    ];
    const [ours, theirs] = await at("eth_getBlockByNumber", false);
    // Sizes differ with what anvil's headers leave out.
    expect(lacking(ours, theirs)).to.deep.equal([]);
    const logs = async (provider: JsonRpcProvider, blockNumber: string): Promise<unknown> =>
      (
        (await provider.send("eth_getLogs", [{ fromBlock: blockNumber, toBlock: blockNumber }])) as unknown[]
      )[0];
    const found = [
      await logs(test.provider, receipts[0].blockNumber),
      await logs(peer, receipts[1].blockNumber),
    ];
    expect(lacking(found[0], found[1])).to.deep.equal([]);
    const fees = await both("eth_feeHistory", "0x2", "latest", [25, 75]);
    expect(Object.keys(fees[0] as object)).to.include.members(Object.keys(fees[1] as object));
  });

  it("overrides, creations and filters give what anvil's give", async () => {
    const stranger = `0x${"0e".repeat(20)}`;
    const slot = `0x${"00".repeat(32)}`;
    const nine = `0x${"00".repeat(31)}09`;
    // SELFBALANCE, returned.
    const rich = { [stranger]: { balance: "0x77", code: "0x475f5260205ff3" } };
    const asked: [string, ...unknown[]][] = [
      ["eth_call", { to: stranger }, "latest", rich],
      ["eth_call", { to: counter }, "latest", { [counter]: { stateDiff: { [slot]: nine } } }],
      ["eth_call", { to: counter }, "latest", { [counter]: { code: "0x60015f5260205ff3", nonce: "0x9" } }],
      ["eth_estimateGas", { from: wallets[0]!.address, data: "0x5f5ff3" }],
      ["eth_getBlockTransactionCountByNumber", "earliest"],
      ["eth_uninstallFilter", "0x1234"],
    ];
    for (const [method, ...params] of asked) {
      const [ours, theirs] = await both(method, ...params);
      if (method !== "eth_estimateGas") expect(ours, method).to.deep.equal(theirs);
      // Both may give a little more than is needed.
      else expect(Math.abs(Number(ours) - Number(theirs)), method).to.be.at.most(64);
    }
    const seen = await Promise.all(
      [test.provider, peer].map(async (provider) => {
        const logs: unknown = await provider.send("eth_newFilter", [{ address: counter, fromBlock: "0x0" }]);
        const found = (await provider.send("eth_getFilterLogs", [logs])) as {
          data: string;
          topics: string[];
        }[];
        const none: unknown = await provider.send("eth_newBlockFilter", []);
        const blocks: unknown = await provider.send("eth_getFilterChanges", [none]);
        const isGone: unknown = await provider.send("eth_uninstallFilter", [none]);
        return [found.map(({ data, topics }) => [data, topics]), blocks, isGone];
      }),
    );
    expect(seen[0]).to.deep.equal(seen[1]);
    expect(seen[0]![0]).to.have.length(3);
  });

  it("all receipts of a block are those of its transactions, in anvil's form", async () => {
    const forms = await Promise.all(
      [test.provider, peer].map(async (provider) => {
        const receipt = (await provider.send("eth_getTransactionReceipt", [hashes[1]])) as {
          blockNumber: string;
          blockHash: string;
        };
        const all = (await provider.send("eth_getBlockReceipts", [receipt.blockNumber])) as unknown[];
        expect(all).to.deep.equal([receipt]);
        return Object.keys(all[0] as object).sort();
      }),
    );
    const [ours, theirs] = forms as [string[], string[]];
    expect(ours).to.include.members(theirs.filter((name) => !/^(blob|blockTimestamp)/.test(name)));
  });

  it("NODE-1: a batch is answered as anvil answers it", async () => {
    const batch = [
      { jsonrpc: "2.0", id: "a", method: "eth_chainId", params: [] },
      { jsonrpc: "2.0", id: 2, method: "eth_getCode", params: [counter, "latest"] },
      { jsonrpc: "2.0", id: 3, method: "eth_nothing", params: [] },
    ];
    const answers = await Promise.all(
      [test.provider, peer].map(async (provider) => {
        const body = JSON.stringify(batch);
        const headers = { "content-type": "application/json" };
        const response = await fetch(provider._getConnection().url, { method: "POST", body, headers });
        const found = (await response.json()) as {
          id: unknown;
          result?: unknown;
          error?: { code: number };
        }[];
        return found.map(({ id, result, error }) => [id, result, error?.code]);
      }),
    );
    expect(answers[0]).to.deep.equal(answers[1]);
  });

  it("subscriptions tell heads in anvil's form", async () => {
    const heads = await Promise.all(
      [test.provider, peer].map(async (provider) => {
        const socket = new WebSocketProvider(provider._getConnection().url.replace("http", "ws"), chainId);
        const id = (await socket.send("eth_subscribe", ["newHeads"])) as string;
        expect(id).to.match(/^0x/);
        const told = new Promise<object>((resolve) => {
          (socket.websocket as unknown as WebSocket).addEventListener("message", ({ data }) => {
            const { params } = JSON.parse(String(data)) as { params?: { result: object } };
            if (params !== undefined) resolve(params.result);
          });
        });
        const wallet = wallets[2]!.connect(provider);
        await (await wallet.sendTransaction({ to: wallet.address, value: 1n })).wait();
        const head = await told;
        await socket.destroy();
        return Object.keys(head);
      }),
    );
    const unknown = [
      "size",
      "totalDifficulty",
      "withdrawals",
      "uncles",
      "transactions",
      "sealFields",
      "author",
    ];
    expect(heads[0]).to.include.members(heads[1]!.filter((name) => !unknown.includes(name)));
  });

  it("NODE-7: refusals have the numbers and data that anvil's have", async () => {
    const receipt = await test.provider.getTransactionReceipt(hashes[3]!);
    const to = receipt!.contractAddress!;
    const errorOf = async (provider: JsonRpcProvider, method: string, params: unknown[]): Promise<object> => {
      const connection = provider._getConnection();
      connection.setHeader("content-type", "application/json");
      connection.body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
      const answer = (await connection.send()).bodyJson as {
        error: { code: number; message: string; data?: unknown };
      };
      const { code, data } = answer.error;
      return { code, ...(code === 3 ? { data } : {}) };
    };
    const asked: [string, unknown[]][] = [
      ["eth_call", [{ to, data: "0x12345678" }, "latest"]],
      ["eth_estimateGas", [{ to, data: "0x12345678" }]],
      ["eth_nothing", []],
      ["eth_getBalance", ["0x12", "latest"]],
    ];
    for (const [method, params] of asked)
      expect(await errorOf(test.provider, method, params), method).to.deep.equal(
        await errorOf(peer, method, params),
      );
  });
});
