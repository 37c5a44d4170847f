import { L1Client } from "@muniment/derivation";
import { type Hex, isProtocolError, predeploys } from "@muniment/protocol";
import { L1FeeOracle__factory } from "../../../../typechain-types/index.js";
import { expect } from "chai";
import { Transaction, Wallet } from "ethers";
import { FeeTeller } from "../../../../packages/node/src/l1/fees/FeeTeller.js";
import type { FeeTellerOptions } from "../../../../packages/node/src/l1/fees/FeeTellerOptions.js";
import type { ToldFees } from "../../../../packages/node/src/l1/fees/ToldFees.js";

const key: Hex = `0x${"0f".repeat(32)}`;
const abi = L1FeeOracle__factory.createInterface();

/** A teller over an L1 and a chain that a test moves by hand. */
function world(more: Partial<FeeTellerOptions> = {}) {
  const state = {
    ...{
      baseFee: 1_000n,
      blobBaseFee: 500n,
      isDown: false,
      hasBlobHistory: true,
      now: 1_000_000_000,
      nonce: 0n,
    },
    ...{
      told: { baseFee: 0n, blobBaseFee: 0n, updatedAt: 0n } as ToldFees,
      tip: 7n,
      refusal: undefined as Error | undefined,
    },
  };
  const sent: Transaction[] = [];
  const pool = new Set<Hex>();
  const hex = (value: bigint): string => `0x${value.toString(16)}`;
  const rpc = {
    send: (method: string): Promise<unknown> =>
      state.isDown
        ? Promise.reject(new TypeError("connection refused"))
        : Promise.resolve(
            method === "eth_blobBaseFee"
              ? hex(state.blobBaseFee)
              : {
                  baseFeePerGas: ["0x1", hex(state.baseFee)],
                  ...(state.hasBlobHistory ? { baseFeePerBlobGas: ["0x1", hex(state.blobBaseFee)] } : {}),
                },
          ),
  };
  const teller = new FeeTeller(
    { key, chainId: 777n, pollInterval: 1_000, ...more },
    {
      l1: new L1Client(rpc, { attempts: 1 }),
      clock: { now: () => state.now, after: () => () => undefined },
      told: () => state.told,
      nonceOf: (address) => (address === new Wallet(key).address.toLowerCase() ? state.nonce : 99n),
      offer: () => ({ baseFee: 1_000_000n, tip: state.tip }),
      isWaiting: (hash) => pool.has(hash),
      submit: (raw) => {
        if (state.refusal !== undefined) return Promise.reject(state.refusal);
        const transaction = Transaction.from(raw);
        sent.push(transaction);
        pool.clear();
        pool.add(transaction.hash as Hex);
        return Promise.resolve();
      },
      onTrouble: () => undefined,
    },
  );
  /** Executes what waits; the oracle takes it, or does not. */
  const execute = (isTaken = true): void => {
    const [baseFee, blobBaseFee] = abi.decodeFunctionData(
      "setFees",
      sent.at(-1)!.data,
    ) as unknown as bigint[];
    state.nonce++;
    pool.clear();
    if (isTaken)
      state.told = { baseFee: baseFee!, blobBaseFee: blobBaseFee!, updatedAt: BigInt(state.now) / 1_000n };
  };
  const figures = (): string => {
    const last = sent.at(-1);
    return last === undefined ? "" : String(abi.decodeFunctionData("setFees", last.data));
  };
  return { state, sent, pool, teller, execute, figures };
}

async function trouble(work: Promise<void>): Promise<{ code: string; context: object }> {
  try {
    await work;
  } catch (error) {
    if (isProtocolError(error)) return error;
    throw error;
  }
  throw new TypeError("there was no trouble");
}

describe("node > l1 > fees > FeeTeller", () => {
  it("NODE-38: tells the fees of L1's next block, by a transaction of the operator that pays what is advised", async () => {
    const { teller, sent, execute, figures, state } = world();
    await teller.tick();
    expect(figures()).to.equal("1000,500");
    const [transaction] = sent;
    expect(transaction?.from).to.equal(new Wallet(key).address);
    expect(transaction?.to?.toLowerCase()).to.equal(predeploys.l1FeeOracle.toLowerCase());
    expect(transaction?.maxPriorityFeePerGas).to.equal(7n);
    expect(transaction?.maxFeePerGas).to.equal(2_000_007n);
    execute();
    state.now += 1_000;
    await teller.tick();
    expect(sent).to.have.length(1);
  });

  it("NODE-38: a move beyond the fraction is told, of either fee and in both directions; a smaller one is not", async () => {
    const { teller, sent, execute, figures, state } = world({ percent: 20 });
    await teller.tick();
    execute();
    const moves = [
      [1_200n, 500n, 1],
      [1_201n, 500n, 2],
      [961n, 500n, 2],
      [960n, 500n, 3],
      [960n, 600n, 3],
      [960n, 399n, 4],
    ] as const;
    for (const [baseFee, blobBaseFee, count] of moves) {
      Object.assign(state, { baseFee, blobBaseFee });
      await teller.tick();
      expect(sent, `${baseFee} ${blobBaseFee}`).to.have.length(count);
      if (state.nonce < BigInt(count)) execute();
    }
    expect(figures()).to.equal("960,399");
  });

  it("NODE-38: an L1 node that leaves blobs out of its history is asked for their fee", async () => {
    const { teller, figures, state } = world();
    state.hasBlobHistory = false;
    await teller.tick();
    expect(figures()).to.equal("1000,500");
  });

  it("NODE-38: figures that are too old are told again", async () => {
    const { teller, sent, execute, state } = world({ greatestAge: 60 });
    await teller.tick();
    execute();
    state.now += 60_000;
    await teller.tick();
    expect(sent).to.have.length(1);
    state.now += 1_000;
    await teller.tick();
    expect(sent).to.have.length(2);
  });

  it("NODE-38: one at a time; what is in no block is offered anew under its nonce, a tenth dearer, or as it is when it was lost", async () => {
    const { teller, sent, pool, state } = world();
    await teller.tick();
    state.baseFee = 9_000n;
    state.now += 29_000;
    await teller.tick();
    expect(sent).to.have.length(1);
    state.now += 1_000;
    await teller.tick();
    expect(sent.map(({ nonce }) => nonce)).to.deep.equal([0, 0]);
    expect(sent[1]?.maxPriorityFeePerGas).to.equal(8n);
    expect(sent[1]?.maxFeePerGas).to.equal(2_200_008n);
    expect(abi.decodeFunctionData("setFees", sent[1]!.data)[0]).to.equal(9_000n);
    pool.clear();
    await teller.tick();
    expect(sent[2]?.maxPriorityFeePerGas).to.equal(7n);
    expect(sent[2]?.nonce).to.equal(0);
  });

  it("NODE-39: while L1 does not answer or the pool refuses, nothing is lost and the next look tries again", async () => {
    const { teller, sent, state } = world();
    state.isDown = true;
    expect((await trouble(teller.tick())).code).to.equal("L1_UNAVAILABLE");
    state.isDown = false;
    state.refusal = new TypeError("the pool is full");
    await teller.tick().then(
      () => expect.fail("it was taken"),
      (error: unknown) => expect(error).to.equal(state.refusal),
    );
    expect(sent).to.have.length(0);
    state.refusal = undefined;
    await teller.tick();
    expect(sent).to.have.length(1);
  });

  it("NODE-39: figures that the oracle did not take are told again after a rest, longer each time", async () => {
    const { teller, sent, execute, state } = world();
    for (const seconds of [10, 20, 40]) {
      await teller.tick();
      const count = sent.length;
      execute(false);
      const error = await trouble(teller.tick());
      expect(error.code).to.equal("FEE_ORACLE_REFUSED");
      const account = new Wallet(key).address.toLowerCase();
      expect(error.context).to.deep.equal({ account, transaction: sent.at(-1)?.hash, seconds });
      state.now += seconds * 1_000 - 1;
      await teller.tick();
      expect(sent).to.have.length(count);
      state.now += 1;
    }
  });

  it("NODE-38: a fraction beyond a quarter is refused: clients are advised for no more", () => {
    expect(() => world({ percent: 26 })).to.throw("percent");
    expect(() => world({ percent: 25 })).to.not.throw();
  });
});
