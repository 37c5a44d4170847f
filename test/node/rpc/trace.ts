import { expect } from "chai";
import { type Allocation, sealGenesis, State } from "@muniment/executor";
import { fromHex, type Hex } from "@muniment/protocol";
import { type JsonRpcProvider, Transaction, type TransactionLike, Wallet } from "ethers";
import { notRun } from "../../../setup/hardhat/notRun.js";
import { hasAnvil, startAnvil } from "../helpers/besideAnvil.js";
import { allocations, chainId, counter, keys, testNode, type TestNode } from "../helpers/testNode.js";
import { creating, traced, tracedContracts } from "../helpers/tracedContracts.js";

interface Call {
  readonly error?: string;
  readonly revertReason?: string;
  readonly calls?: readonly Call[];
  readonly gasUsed: Hex;
  readonly to?: string;
}
interface Steps {
  readonly gas: number;
  readonly failed: boolean;
  readonly returnValue: string;
  readonly structLogs: Record<string, unknown>[];
}

const wallets = keys.map((key) => new Wallet(key));
const fees = { maxFeePerGas: 10n ** 10n, maxPriorityFeePerGas: 10n ** 9n };
const balance = 1_000n;

const bridge = new Map<Hex, Allocation>([
  ...allocations,
  ...[...tracedContracts].map(([address, code]): [Hex, Allocation] => [
    address,
    { nonce: 1n, balance, code: fromHex(`0x${code}`) },
  ]),
]);

function open(more: Parameters<typeof testNode>[0] = {}): Promise<TestNode> {
  return testNode({
    genesis: () => {
      const { state, changes } = State.genesisWithChanges({ rules: { kind: "muniment" } }, bridge);
      return { ...sealGenesis(state, 1_700_000_000n), changes: [changes] };
    },
    ...more,
  });
}

function sign(forms: readonly TransactionLike[]): string[] {
  return forms.map((form, nonce) => {
    const whole = Transaction.from({ chainId, nonce, type: 2, gasLimit: 1_000_000n, ...fees, ...form });
    whole.signature = wallets[0]!.signingKey.sign(whole.unsignedHash);
    return whole.serialized;
  });
}

/** The same transactions for all. */
const history: readonly TransactionLike[] = [
  { to: wallets[1]!.address, value: 5n, gasLimit: 21_000n },
  { to: traced.counter, data: "0x0102" },
  { data: `0x${creating("6001600255")}` },
  { data: `0x${tracedContracts.get(traced.reverter)!}` },
  { data: "0xfe" },
  { data: "0x60ef5f5360015ff3" },
  { to: traced.reverter },
  { to: traced.undone },
  { to: traced.invalid, gasLimit: 100_000n },
  { to: traced.badJump, gasLimit: 100_000n },
  { to: traced.creator },
  { to: traced.badPrecompile },
  { to: traced.refunding },
  { to: traced.everything, value: 3n, gasLimit: 3_000_000n },
  { to: traced.endless, gasLimit: 60_000n },
  { to: `0x${"00".repeat(19)}04`, data: "0x0102" },
  { to: traced.recursive, gasLimit: 300_000n },
];

describe("node > rpc > trace", function () {
  this.timeout(120_000);
  let test: TestNode;
  const hashes: string[] = [];

  before(async () => {
    test = await open();
    for (const raw of sign(history)) hashes.push(await send(test.provider, raw));
  });
  after(async () => test.close());

  async function send(provider: JsonRpcProvider, raw: string): Promise<string> {
    const hash = (await provider.send("eth_sendRawTransaction", [raw])) as string;
    while ((await provider.send("eth_getTransactionReceipt", [hash])) === null)
      await new Promise((resolve) => setTimeout(resolve, 5));
    return hash;
  }
  const trace = async (hash: string, options?: object): Promise<unknown> =>
    test.provider.send("debug_traceTransaction", options === undefined ? [hash] : [hash, options]);
  const calls = async (hash: string, config: object = {}): Promise<Call> =>
    (await trace(hash, { tracer: "callTracer", tracerConfig: config })) as Call;
  const steps = async (hash: string, options: object = {}): Promise<Steps> =>
    (await trace(hash, options)) as Steps;

  it("NODE-33: a trace has the gas and the result of the receipt, whatever became of the transaction", async () => {
    for (const hash of hashes) {
      const receipt = (await test.provider.getTransactionReceipt(hash))!;
      const tree = await calls(hash);
      const { gas, failed, structLogs } = await steps(hash);
      expect(BigInt(tree.gasUsed)).to.equal(receipt.gasUsed);
      expect(BigInt(gas)).to.equal(receipt.gasUsed);
      expect([failed, tree.error !== undefined]).to.deep.equal(Array(2).fill(receipt.status === 0));
      const whole = structLogs.every(({ op, gasCost }) => typeof op === "string" && Number(gasCost) >= 0);
      expect(whole).to.equal(true);
    }
  });

  it("NODE-33: what reverts or halts says why", async () => {
    const reasons = await Promise.all(hashes.map(async (hash) => (await calls(hash)).error));
    expect(reasons).to.deep.equal([
      ...Array<undefined>(3).fill(undefined),
      "execution reverted",
      "invalid opcode: INVALID",
      "invalid code: must not begin with 0xef",
      ...["execution reverted", "execution reverted"],
      ...["invalid opcode: INVALID", "invalid jump destination"],
      ...Array<undefined>(4).fill(undefined),
      "out of gas",
      ...[undefined, undefined],
    ]);
    const [, , , creation] = hashes;
    expect(await calls(creation!)).to.include({ revertReason: "not today" });
    expect(await calls(creation!)).to.not.have.property("to");
    const inner = (await calls(hashes[13]!)).calls!;
    expect(inner.map(({ error }) => error).filter(Boolean)).to.deep.equal([
      "execution reverted",
      "invalid opcode: INVALID",
      "invalid jump destination",
      "execution reverted",
      "write protection",
    ]);
    const odd = { to: counter, from: wallets[0]!.address };
    const tracer = { tracer: "callTracer" };
    const words: [string, RegExp][] = [
      ["0x01", /^stack underflow \(0 <=> 2\)$/],
      ["0x5b5f600056", /^stack limit reached 1024/],
      ["0x0c", /^invalid opcode: opcode 0xc not defined$/],
      ["0x60015f5f3e", /^return data out of bounds$/],
    ];
    for (const [data, expected] of words) {
      const { error } = (await test.provider.send("debug_traceCall", [
        { ...odd, to: null, data },
        "latest",
        tracer,
      ])) as Call;
      expect(error, data).to.match(expected);
    }
  });

  it("NODE-33: a call that cannot be made is told with its reason", async () => {
    const poor = `0x${"0f".repeat(20)}`;
    const pays = `0x${"5f".repeat(4)}600573${"ab".repeat(20)}5af1`;
    const asked = { to: poor, data: "0x" };
    const overrides = { stateOverrides: { [poor]: { code: pays } } };
    const tree = (await test.provider.send("debug_traceCall", [
      asked,
      "latest",
      { tracer: "callTracer", ...overrides },
    ])) as Call;
    expect(tree.calls?.[0]).to.include({
      error: "insufficient balance for transfer",
      value: "0x5",
    });
    const few = (await test.provider.send("debug_traceCall", [
      asked,
      "latest",
      { ...overrides, limit: 3 },
    ])) as Steps;
    expect(few.structLogs.map(({ op }) => op)).to.deep.equal(["PUSH0", "PUSH0", "PUSH0"]);
  });

  it("NODE-33: the transactions before it in its block have happened", async () => {
    const more = Array.from({ length: 6 }, (): TransactionLike => ({
      to: traced.counter,
      gasLimit: 100_000n,
    }));
    const all = sign([...history, ...more]).slice(history.length);
    const sent = await Promise.all(
      all.map(async (raw) => test.provider.send("eth_sendRawTransaction", [raw]) as Promise<string>),
    );
    const receipts = await Promise.all(sent.map(async (hash) => test.provider.waitForTransaction(hash)));
    const blocks = new Set(receipts.map((receipt) => receipt!.blockNumber));
    expect(blocks.size).to.be.lessThan(6);
    const outputs = await Promise.all(
      sent.map(async (hash) => BigInt(((await calls(hash)) as { output?: string }).output!)),
    );
    const first = outputs[0]!;
    expect(outputs).to.deep.equal(outputs.map((_, index) => first + BigInt(index)));
    for (const [index, hash] of sent.entries()) {
      const { structLogs } = await steps(hash);
      const stored = structLogs.find(({ op }) => op === "SSTORE")!["storage"] as Record<string, string>;
      expect(BigInt(Object.values(stored)[0]!)).to.equal(first + BigInt(index));
    }
  });

  it("NODE-33: options leave out what is not wanted", async () => {
    const hash = hashes[13]!;
    const bare = await steps(hash, { disableStack: true, disableStorage: true });
    const names = new Set(bare.structLogs.flatMap((log) => Object.keys(log)));
    expect([...names]).to.have.members(["pc", "op", "gas", "gasCost", "depth", "error"]);
    expect((await steps(hash, { limit: 10 })).structLogs).to.have.length(10);
    expect(await calls(hash, { onlyTopCall: true })).to.not.have.property("calls");
    const call = { to: traced.counter };
    const config = { tracer: "callTracer", tracerConfig: { onlyTopCall: true, withLog: true } };
    const [log] = (
      (await test.provider.send("debug_traceCall", [call, "latest", config])) as { logs: object[] }
    ).logs;
    expect(log).to.include({ address: traced.counter, position: "0x0" });
  });

  it("NODE-33, EXEC-85: a traced call gives what eth_call gives, and leaves nothing behind", async () => {
    const call = { to: traced.counter, gas: "0x30d40" };
    const told: unknown = await test.provider.send("eth_call", [call, "latest"]);
    for (let times = 0; times < 3; times++) {
      const tree = (await test.provider.send("debug_traceCall", [
        call,
        "latest",
        { tracer: "callTracer" },
      ])) as {
        output: string;
      };
      expect(tree.output).to.equal(told);
    }
    expect(await test.provider.send("eth_call", [call, "latest"])).to.equal(told);
  });

  it("NODE-33: traces are bounded, and a tracer that is not there is refused", async () => {
    const codeOf = async (method: string, params: unknown[]): Promise<unknown> => {
      const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
      const response = await fetch(test.node.url, { method: "POST", body });
      return ((await response.json()) as { error?: { data?: { code?: string } } }).error?.data?.code;
    };
    const nothing = `0x${"12".repeat(32)}`;
    expect(await codeOf("debug_traceTransaction", [nothing])).to.equal("TRANSACTION_UNKNOWN");
    expect(await codeOf("debug_traceTransaction", [hashes[0], { tracer: "prestateTracer" }])).to.equal(
      "RPC_PARAMETERS_WRONG",
    );
    const endless = { to: traced.endless, gas: "0xf42400" };
    expect(await codeOf("debug_traceCall", [endless, "latest", {}])).to.equal("RPC_LIMIT_EXCEEDED");
    expect(await codeOf("debug_traceCall", [endless, "latest", { limit: 5 }])).to.equal(undefined);
    expect(await codeOf("debug_traceCall", [{ gas: "0x1" }, "latest"])).to.equal("CALL_REFUSED");
  });

  it("NODE-5, NODE-33: a transaction whose state is pruned is refused with the oldest that is there", async () => {
    const pruned = await open({ stateBlocks: 2, stateBytes: 0, withProofs: false });
    try {
      const [first, ...others] = sign(history.slice(0, 4));
      const hash = await send(pruned.provider, first!);
      expect(await pruned.provider.send("debug_traceTransaction", [hash])).to.have.property("gas");
      for (const raw of others) await send(pruned.provider, raw);
      const failure = await pruned.provider.send("debug_traceTransaction", [hash]).then(
        () => undefined,
        (error: unknown) => error,
      );
      expect((failure as Error).message).to.match(/pruned; the oldest that is there/);
    } finally {
      await pruned.close();
    }
  });

  if (!hasAnvil) notRun.push("traces beside anvil, which is not installed here");
  (hasAnvil ? it : (): void => undefined)("NODE-33: traces are those of anvil", async () => {
    const { peer, stop } = await startAnvil(["--steps-tracing"]);
    try {
      await peer.send("anvil_setBalance", [wallets[0]!.address, `0x${(1000n * 10n ** 18n).toString(16)}`]);
      for (const [address, code] of tracedContracts) {
        await peer.send("anvil_setCode", [address, `0x${code}`]);
        await peer.send("anvil_setNonce", [address, "0x1"]);
        await peer.send("anvil_setBalance", [address, `0x${balance.toString(16)}`]);
      }
      for (const [index, raw] of sign(history).entries()) {
        const hash = await send(peer, raw);
        for (const options of [
          { tracer: "callTracer", tracerConfig: { withLog: true } },
          { tracer: "callTracer", tracerConfig: { onlyTopCall: true } },
          { enableMemory: true, enableReturnData: true },
          { disableStack: true, disableStorage: true },
        ]) {
          const theirs: unknown = await peer.send("debug_traceTransaction", [hash, options]);
          const pair = [await trace(hash, options), theirs].map((found) => alike(found));
          expect(pair[0], `${String(index)} ${JSON.stringify(options)}`).to.deep.equal(pair[1]);
        }
      }
    } finally {
      stop();
    }
  });
});

const inAnvilsWords: readonly (readonly [RegExp, string])[] = [
  [/InvalidFEOpcode/, "invalid opcode: INVALID"],
  [/OutOfGas/, "out of gas"],
  [/InvalidJump/, "invalid jump destination"],
  [/StateChangeDuringStaticCall/, "write protection"],
  [/CreateContractStartingWithEF/, "invalid code: must not begin with 0xef"],
  [/CreateCollision/, "contract address collision"],
  [/precompiled failed/, "precompiled contract failed"],
];

/**
 * A trace without what anvil tells in its own way: the transaction's gas less its intrinsic gas where geth has all of it;
 * nothing left out; what creations cost with the gas they pass on; logs that the transaction's revert has undone; the slots
 * of what failed.
 */
function alike(found: unknown, isRoot = true): unknown {
  if (Array.isArray(found)) return found.map((inner) => alike(inner, false));
  if (typeof found !== "object" || found === null) return found;
  const all = found as Record<string, unknown>;
  const { op, error, type } = all;
  const leftOut = new Set([
    ...[
      "index",
      ...(all["refund"] === 0 ? ["refund"] : []),
      ...(all["returnData"] === "0x" ? ["returnData"] : []),
    ],
    ...(op === "CREATE" || op === "CREATE2" ? ["gasCost"] : []),
    ...(error !== undefined && op !== undefined ? ["gasCost", "storage"] : []),
    ...(isRoot && type !== undefined ? ["gas", ...(error === undefined ? [] : ["logs"])] : []),
  ]);
  const said =
    typeof error === "string" ? inAnvilsWords.find(([words]) => words.test(error))?.[1] : undefined;
  return Object.fromEntries(
    Object.entries(all)
      .filter(([name]) => !leftOut.has(name))
      .map(([name, value]) => [name, name === "error" ? (said ?? value) : alike(value, false)]),
  );
}
