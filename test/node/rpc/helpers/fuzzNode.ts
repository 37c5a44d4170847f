import { connect } from "node:net";
import { expect } from "chai";
import { toHex } from "@muniment/protocol";
import { Transaction, type TransactionLike, Wallet } from "ethers";
import { WebSocket } from "ws";
import { methods } from "../../../../packages/node/src/rpc/methods.js";
import { chainId, counter, keys, type TestNode } from "../../helpers/testNode.js";
import { Chance } from "./Chance.js";
import { checkAnswer } from "./checkAnswer.js";
import { grammar, type Known } from "./grammar.js";
import { hostileBody } from "./hostileBody.js";

/** Inputs after which the node is looked at. */
const between = 1_000;
/** Bodies that are under way at a time. */
const together = 8;
const names = methods.map(({ name }) => name);

/** What a run of the fuzzer has done. */
export interface FuzzReport {
  /** Requests, those within batches too, and frames and bytes that are none. */
  inputs: number;
  bodies: number;
  frames: number;
  results: number;
  /** Answers by their error's number. */
  readonly errors: Map<number, number>;
}

/**
 * Sends hostile requests to a node until `isEnough`; after each thousand the node must be well.
 * @param seed The same seed makes the same requests.
 */
export async function fuzzNode(
  test: TestNode,
  seed: number,
  isEnough: (report: FuzzReport) => boolean,
): Promise<FuzzReport> {
  const chance = new Chance(seed);
  const known = await prepare(test);
  const report: FuzzReport = { inputs: 0, bodies: 0, frames: 0, results: 0, errors: new Map() };
  const count = (found: readonly (number | undefined)[]): void => {
    for (const code of found)
      if (code === undefined) report.results++;
      else report.errors.set(code, (report.errors.get(code) ?? 0) + 1);
  };
  const socket = await openSocket(test.node.url);
  for (let looked = 0; !isEnough(report);) {
    const bodies = Array.from({ length: together }, () => hostileBody(chance, known, names));
    const asFrames = chance.oneIn(8);
    await Promise.all(
      bodies.map(async ({ body, count: size }) => {
        report.inputs += size;
        report.bodies++;
        if (asFrames) report.frames++;
        const text = asFrames ? await socket.ask(body) : await post(test.node.url, body);
        if (text !== "") count(checkAnswer(body, text));
      }),
    );
    if (chance.oneIn(40)) await throwBytes(test.node.url, chance);
    if (report.inputs - looked < between) continue;
    looked = report.inputs;
    await look(test, known, chance);
  }
  socket.close();
  await look(test, known, chance);
  return report;
}

/** The node answers, is well, makes blocks, and nobody has changed what all objects have in common. */
async function look(test: TestNode, known: Known, chance: Chance): Promise<void> {
  const { url } = test.node;
  const health = await fetch(`${url}/health`);
  expect([health.status, await health.json()]).to.deep.equal([200, { isHealthy: true }]);
  expect(await test.provider.send("eth_chainId", [])).to.equal(`0x${chainId.toString(16)}`);
  expect(test.node.sequencer.problem).to.equal(undefined);
  expect(Object.keys(Object.prototype)).to.deep.equal([]);
  known.filters.length = 0;
  for (let left = 3; left > 0; left--) {
    const made: unknown = await test.provider
      .send(chance.pick(["eth_newBlockFilter", "eth_newPendingTransactionFilter"]), [])
      .catch(() => undefined);
    if (typeof made === "string") known.filters.push(made);
  }
}

/** Some blocks, and transactions to be spoilt. */
async function prepare(test: TestNode): Promise<Known> {
  const wallet = test.wallets[0]!;
  const receipts = [];
  for (const to of [counter, null, wallet.address]) {
    const sent = await wallet.sendTransaction({ to, data: to === wallet.address ? "0x" : "0x5f5ff3" });
    receipts.push((await sent.wait())!);
  }
  expect(names).to.include.members(Object.keys(grammar));
  return {
    addresses: [counter, ...test.wallets.map(({ address }) => address), receipts[1]!.contractAddress!],
    hashes: receipts.flatMap(({ hash, blockHash }) => [hash, blockHash]),
    raws: raws(),
    filters: [],
  };
}

function raws(): string[] {
  const fees = { maxFeePerGas: 10n ** 10n, maxPriorityFeePerGas: 10n ** 9n };
  const old = { gasPrice: 10n ** 10n };
  const forms: TransactionLike[] = [
    { type: 2, ...fees, to: counter },
    { type: 0, ...old, to: counter, data: "0x01" },
    { type: 1, ...old, accessList: [{ address: counter, storageKeys: [`0x${"00".repeat(32)}`] }] },
    { type: 2, ...fees, data: "0x5f5ff3" },
  ];
  const signer = new Wallet(keys[1]!).signingKey;
  const signed = forms.flatMap((form) =>
    Array.from({ length: 6 }, (_, nonce) => {
      const whole = Transaction.from({ chainId, nonce, gasLimit: 100_000n, ...form });
      whole.signature = signer.sign(whole.unsignedHash);
      return whole.serialized;
    }),
  );
  return [...signed, toHex(Buffer.from("7ef8a1", "hex")), "0x03f8b1"];
}

async function post(url: string, body: string | Buffer): Promise<string> {
  const response = await fetch(url, { method: "POST", body: body as never });
  return response.text();
}

/** A WebSocket whose frames are answered one after the other. */
async function openSocket(url: string) {
  const socket = new WebSocket(url.replace("http", "ws"), { perMessageDeflate: false });
  await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
  const waiting = new Map<string, (text: string) => void>();
  const others: ((text: string) => void)[] = [];
  socket.on("message", (data: Buffer) => {
    const text = data.toString();
    if (text.startsWith('{"jsonrpc":"2.0","method":"eth_subscription"')) return;
    if (text === '{"jsonrpc":"2.0","id":"end","result":"0x309"}') others.shift()?.("");
    else waiting.set(text, () => undefined);
  });
  let turn: Promise<unknown> = Promise.resolve();
  /** The texts that came before the answer of a request that was sent behind. */
  const askOne = async (body: string | Buffer): Promise<string> => {
    const before = new Set(waiting.keys());
    socket.send(body, { binary: typeof body !== "string" });
    await new Promise<void>((resolve) => {
      const wait = (): void => {
        const isNew = [...waiting.keys()].some((text) => !before.has(text));
        if (isNew) resolve();
        else {
          others.push(() => (++rounds > 2 ? resolve() : wait()));
          socket.send('{"jsonrpc":"2.0","id":"end","method":"eth_chainId"}');
        }
      };
      let rounds = 0;
      wait();
    });
    const came = [...waiting.keys()].filter((text) => !before.has(text));
    waiting.clear();
    return came[0] ?? "";
  };
  return {
    ask: async (body: string | Buffer): Promise<string> => {
      const mine = turn.then(async () => askOne(body));
      turn = mine.catch(() => undefined);
      return mine;
    },
    close: () => socket.close(),
  };
}

/** Bytes that are no HTTP, and frames that are none of WebSocket's. */
async function throwBytes(url: string, chance: Chance): Promise<void> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const upgrade =
    "GET / HTTP/1.1\r\nhost: x\r\nconnection: Upgrade\r\nupgrade: websocket\r\n" +
    "sec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
  await new Promise<void>((resolve) => {
    socket.on("error", () => resolve());
    socket.on("close", () => resolve());
    socket.on("connect", () => {
      if (chance.oneIn(2)) socket.write(upgrade);
      socket.write(Buffer.from(chance.hex(1 + chance.below(400)), "hex"));
      setTimeout(() => socket.destroy(), 5);
    });
  });
}
