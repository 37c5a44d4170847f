import { preparationTools, prepareTransaction } from "@muniment/executor";
import { Pool, type PoolLimits, type PoolTransaction } from "@muniment/node";
import { fromHex, type Hex, isProtocolError } from "@muniment/protocol";
import { expect } from "chai";
import { Transaction, type TransactionLike, Wallet } from "ethers";
import { readPoolTransaction } from "../../../packages/node/src/pool/readPoolTransaction.js";
import { caught } from "../../helpers/caught.js";

const tools = preparationTools();
const options = { chainId: 777, rules: { kind: "muniment" } } as const;
const wallets = ["11", "22", "33", "44"].map((byte) => new Wallet(`0x${byte.repeat(32)}`));
const fee = 10n ** 7n;

/** A transaction of a wallet, checked and prepared as the node does it. */
function made(by: number, nonce: number, more: TransactionLike = {}): PoolTransaction {
  const fees =
    more.type === 0 ? { gasPrice: fee } : { type: 2, maxFeePerGas: fee, maxPriorityFeePerGas: 1000n };
  const whole = Transaction.from({
    chainId: 777,
    gasLimit: 21_000n,
    to: `0x${"aa".repeat(20)}`,
    nonce,
    ...fees,
    ...more,
  });
  whole.signature = wallets[by]!.signingKey.sign(whole.unsignedHash);
  const raw = fromHex(whole.serialized);
  return readPoolTransaction(raw, prepareTransaction(raw, options, tools));
}

interface Account {
  nonce: bigint;
  balance: bigint;
  isContract: boolean;
}

/** A pool over accounts that a test sets. */
function poolOf(limits: Partial<PoolLimits> = {}, tip = 0n) {
  const accounts = new Map<Hex, Account>(
    wallets.map(({ address }) => [
      address.toLowerCase() as Hex,
      { nonce: 0n, balance: 10n ** 18n, isContract: false },
    ]),
  );
  const accountOf = (by: number): Account => accounts.get(wallets[by]!.address.toLowerCase() as Hex)!;
  const pool = new Pool({
    standing: (address) => accounts.get(address)!,
    limits,
    leastPrice: () => ({ tip }),
  });
  return { pool, accountOf };
}

const nonces = (taken: readonly PoolTransaction[]): string[] =>
  taken.map(
    ({ sender, nonce }) =>
      `${String(wallets.findIndex((w) => w.address.toLowerCase() === sender))}:${String(nonce)}`,
  );

describe("node > pool > Pool", () => {
  it("NODE-9: refuses what can be in no block, in words that clients know", () => {
    const { pool, accountOf } = poolOf({}, 500n);
    accountOf(0).nonce = 3n;
    accountOf(1).isContract = true;
    accountOf(2).balance = 21_000n * fee + 5n;
    const cases: [PoolTransaction, string, RegExp][] = [
      [made(0, 2), "POOL_NONCE_TOO_LOW", /^nonce too low: next nonce 3, tx nonce 2/],
      [made(0, 2000), "POOL_NONCE_TOO_HIGH", /^nonce too high/],
      [
        made(0, 3, { gasLimit: 20_999n }),
        "POOL_GAS_TOO_LOW",
        /^intrinsic gas too low: gas 20999, minimum needed 21000/,
      ],
      [made(0, 3, { gasLimit: 16_777_217n }), "POOL_GAS_TOO_HIGH", /^exceeds block gas limit/],
      [made(0, 3, { maxFeePerGas: 999_999n }), "POOL_UNDERPRICED", /^transaction underpriced: fee per gas/],
      [
        made(0, 3, { maxPriorityFeePerGas: 499n }),
        "POOL_UNDERPRICED",
        /^transaction underpriced: tip per gas/,
      ],
      // No library makes one like this.
      [{ ...made(0, 3), maxTip: fee + 1n }, "POOL_TIP_ABOVE_FEE", /^max priority fee per gas higher/],
      [made(1, 0), "POOL_SENDER_IS_CONTRACT", /^sender not an eoa/],
      [made(2, 0, { value: 6n }), "POOL_FUNDS_TOO_LOW", /^insufficient funds for gas \* price \+ value/],
      [
        made(0, 3, { data: `0x${"00".repeat(65_537)}`, gasLimit: 10n ** 7n }),
        "POOL_DATA_TOO_LARGE",
        /^oversized data: 65537/,
      ],
      [
        made(0, 3, { to: null, data: `0x${"00".repeat(49_153)}`, gasLimit: 10n ** 7n }),
        "POOL_DATA_TOO_LARGE",
        /at most 49152/,
      ],
    ];
    for (const [transaction, code, sentence] of cases) {
      const error = caught(() => pool.add(transaction));
      expect(error.code).to.equal(code);
      expect(error.message).to.match(sentence);
    }
    expect(pool.size).to.equal(0);
    expect(pool.hasReady).to.equal(false);
    pool.add(made(2, 0, { value: 5n }));
    const again = made(2, 0, { value: 5n });
    expect(caught(() => pool.add(again)).message).to.match(/^already known/);
    expect(caught(() => pool.add(again)).code).to.equal("POOL_KNOWN");
  });

  it("NODE-9: a sender's balance covers all that it has in the pool", () => {
    const { pool, accountOf } = poolOf();
    accountOf(0).balance = 3n * 21_000n * fee;
    for (const nonce of [0, 1, 5]) pool.add(made(0, nonce));
    const error = caught(() => pool.add(made(0, 2)));
    expect(error.code).to.equal("POOL_FUNDS_TOO_LOW");
    expect(error.context).to.deep.include({ reserved: 3n * 21_000n * fee });
    // What is replaced counts no longer.
    accountOf(0).balance += 21_000n * fee;
    pool.add(made(0, 5, { maxFeePerGas: 2n * fee, maxPriorityFeePerGas: 2000n }));
    expect(pool.size).to.equal(3);
  });

  it("NODE-9: intrinsic gas is the executor's: one gas less is refused by both", () => {
    const { pool } = poolOf();
    const accessList = [{ address: `0x${"01".repeat(20)}`, storageKeys: [`0x${"02".repeat(32)}`] }];
    const forms: [TransactionLike, bigint][] = [
      [{ data: "0x0001ff" }, 21_000n + 9n * 10n],
      [{ to: null, data: "0x00ff00" }, 21_000n + 32_000n + 2n + 6n * 4n],
      [{ accessList }, 21_000n + 2_400n + 1_900n],
      [{ data: `0x${"ff".repeat(100)}` }, 21_000n + 400n * 10n],
    ];
    for (const [form, least] of forms) {
      const error = caught(() => pool.add(made(0, 0, { ...form, gasLimit: least - 1n })));
      expect(error.context).to.deep.include({ least });
    }
  });

  it("NODE-10: what takes another's place pays a tenth more, fee and tip", () => {
    const { pool } = poolOf();
    const first = made(0, 0);
    pool.add(first);
    const tooLittle = [
      { maxFeePerGas: (fee * 11n) / 10n, maxPriorityFeePerGas: 1099n },
      { maxFeePerGas: (fee * 11n) / 10n - 1n, maxPriorityFeePerGas: 1100n },
    ];
    for (const fees of tooLittle) {
      const error = caught(() => pool.add(made(0, 0, fees)));
      expect(error.code).to.equal("POOL_REPLACEMENT_UNDERPRICED");
      expect(error.message).to.match(/^replacement transaction underpriced/);
    }
    const second = made(0, 0, { maxFeePerGas: (fee * 11n) / 10n, maxPriorityFeePerGas: 1100n });
    pool.add(second);
    expect(pool.get(first.hash)).to.equal(undefined);
    expect(pool.take(10, 0n)).to.deep.equal([second]);
  });

  it("NODE-11: behind a gap transactions wait, and go on when it closes", () => {
    const { pool, accountOf } = poolOf();
    for (const nonce of [3, 1, 2]) pool.add(made(0, nonce));
    expect(pool.hasReady).to.equal(false);
    expect(pool.take(10, 0n)).to.deep.equal([]);
    expect(pool.nextNonce(wallets[0]!.address.toLowerCase() as Hex)).to.equal(0n);
    pool.add(made(0, 0));
    expect(pool.nextNonce(wallets[0]!.address.toLowerCase() as Hex)).to.equal(4n);
    const taken = pool.take(3, 0n);
    expect(nonces(taken)).to.deep.equal(["0:0", "0:1", "0:2"]);
    accountOf(0).nonce = 3n;
    pool.remove(taken);
    expect(nonces(pool.take(3, 0n))).to.deep.equal(["0:3"]);
  });

  it("NODE-23: senders take turns, and what pays too little for the block waits", () => {
    const { pool } = poolOf();
    for (const [by, nonce] of [
      [0, 0],
      [0, 1],
      [1, 0],
      [2, 0],
      [1, 1],
    ] as const)
      pool.add(made(by, nonce));
    pool.add(made(3, 0, { maxFeePerGas: 2_000_000n }));
    const taken = pool.take(10, 3_000_000n);
    expect(nonces(taken)).to.deep.equal(["0:0", "1:0", "2:0", "0:1", "1:1"]);
    pool.remove(taken);
    expect(pool.size).to.equal(1);
    expect(nonces(pool.take(10, 2_000_000n))).to.deep.equal(["3:0"]);
  });

  it("what found no room in a block is taken again", () => {
    const { pool } = poolOf();
    for (const nonce of [0, 1, 2]) pool.add(made(0, nonce));
    const taken = pool.take(10, 0n);
    expect(pool.take(10, 0n)).to.deep.equal([]);
    pool.giveBack(taken);
    expect(nonces(pool.take(10, 0n))).to.deep.equal(["0:0", "0:1", "0:2"]);
  });

  it("nonces that were used in another way are gone", () => {
    const { pool, accountOf } = poolOf();
    for (const nonce of [0, 1]) pool.add(made(0, nonce));
    accountOf(0).nonce = 2n;
    expect(pool.take(10, 0n)).to.deep.equal([]);
    expect(pool.size).to.equal(0);
  });

  it("NODE-11: a sender has at most so many", () => {
    const { pool } = poolOf({ perSender: 2, nonceAhead: 10n });
    for (const nonce of [0, 4]) pool.add(made(0, nonce));
    const error = caught(() => pool.add(made(0, 1)));
    expect(error.code).to.equal("POOL_SENDER_FULL");
    pool.add(made(0, 4, { maxFeePerGas: 2n * fee, maxPriorityFeePerGas: 2000n }));
    expect(caught(() => pool.add(made(0, 11))).code).to.equal("POOL_NONCE_TOO_HIGH");
  });

  it("NODE-11: when it is full the one that pays least goes, from the end of a row", () => {
    const { pool } = poolOf({ transactions: 4 });
    const tip = (maxPriorityFeePerGas: bigint): TransactionLike => ({ maxPriorityFeePerGas });
    // The cheapest of all is no row's end: what follows it needs it.
    pool.add(made(0, 0, tip(1n)));
    pool.add(made(0, 1, tip(50n)));
    pool.add(made(1, 0, tip(40n)));
    pool.add(made(2, 0, tip(60n)));
    const refused = caught(() => pool.add(made(3, 0, tip(40n))));
    expect(refused.code).to.equal("POOL_FULL");
    expect(refused.message).to.match(/^txpool is full/);
    pool.add(made(3, 0, tip(41n)));
    expect(nonces([...pool.all()])).to.have.members(["0:0", "0:1", "2:0", "3:0"]);
    pool.add(made(1, 0, tip(45n)));
    expect(nonces([...pool.all()])).to.have.members(["0:0", "0:1", "2:0", "1:0"]);
    pool.add(made(3, 0, tip(100n)));
    pool.add(made(3, 1, tip(100n)));
    expect(nonces([...pool.all()])).to.have.members(["0:0", "2:0", "3:0", "3:1"]);
    // Its end is gone, so the cheap one is an end now.
    pool.add(made(2, 1, tip(2n)));
    expect(nonces([...pool.all()])).to.have.members(["2:0", "2:1", "3:0", "3:1"]);
  });

  it("never holds more than its limit, and keeps its rows in order, whatever comes", function () {
    const { pool, accountOf } = poolOf({ transactions: 12, perSender: 6, nonceAhead: 8n });
    let seed = 1;
    const random = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
    for (let round = 0; round < 1500; round++) {
      const by = random(4);
      const nonce = Number(accountOf(by).nonce) + random(7);
      try {
        pool.add(made(by, nonce, { maxPriorityFeePerGas: BigInt(random(5000)), value: BigInt(round) }));
      } catch (error) {
        expect(isProtocolError(error), String(error)).to.equal(true);
      }
      expect(pool.size).to.be.at.most(12);
      if (round % 10 !== 9) continue;
      const taken = pool.take(3, 0n);
      const expected = new Map<Hex, bigint>();
      for (const { sender, nonce: at } of taken) {
        const by = wallets.findIndex(({ address }) => address.toLowerCase() === sender);
        expect(at).to.equal(expected.get(sender) ?? accountOf(by).nonce);
        expected.set(sender, at + 1n);
      }
      for (const [sender, next] of expected)
        accountOf(wallets.findIndex(({ address }) => address.toLowerCase() === sender)).nonce = next;
      pool.remove(taken);
    }
  });
});
