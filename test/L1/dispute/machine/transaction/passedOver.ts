import { encodeRlp, fromHex, keccak256, type RlpItem } from "../../../../../packages/protocol/src/index.js";
import { chainId } from "../helpers/makeState.js";
import { deployTransactions, type Given } from "./helpers/deployTransactions.js";
import {
  authorizationItem,
  itemsOf,
  keys,
  sender,
  signed,
  signedItems,
  target,
  typed,
} from "./helpers/signing.js";

const { expectPassedOver, compare } = await deployTransactions();

const accounts = { [sender]: { nonce: 7n, balance: 10n ** 24n } };
const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
const zeros = (size: number): Uint8Array => new Uint8Array(size);

/** Each of some raw bytes, or transactions in their states, is passed over. */
async function expectAll(cases: Readonly<Record<string, Uint8Array | Given>>): Promise<void> {
  for (const [name, given] of Object.entries(cases)) {
    await expectPassedOver(given instanceof Uint8Array ? { raw: given, accounts } : given, name);
  }
}

/** A valid transaction in which the first occurrence of some bytes is replaced. */
function replaced(from: string, to: string, raw = signedItems(itemsOf())): Uint8Array {
  const text = Buffer.from(raw).toString("hex");
  if (!text.includes(from)) throw new TypeError(`there is no ${from}`);
  return fromHex(`0x${text.replace(from, to)}`);
}

describe("StartFamily: bytes that are no transaction", () => {
  it("BLOCK-1, DISPUTE-42: RLP that is not in its only form", async () => {
    const valid = signedItems(itemsOf());
    const body = valid.subarray(3);
    await expectAll({
      "no bytes": zeros(0),
      "a byte": Uint8Array.of(2),
      "a type and an empty list": Uint8Array.of(2, 0xc0),
      "an empty list": Uint8Array.of(0xc0),
      "a length with a zero in front": Uint8Array.of(2, 0xf9, 0, body.length, ...body),
      "a short length in the long form": Uint8Array.of(2, 0xf8, 3, 1, 2, 3),
      "a length in eight bytes": Uint8Array.of(2, 0xff, 255, 255, 255, 255, 255, 255, 255, 255, ...body),
      "a length beyond the end": Uint8Array.of(2, 0xf8, body.length + 1, ...body),
      "a length's digits beyond the end": Uint8Array.of(2, 0xff, 1, 2),
      "a string instead of a list": Uint8Array.of(2, 0xb8, body.length, ...body),
      "a list instead of a string": replaced("83000000", "c3000000"),
      "an integer with a zero in front": replaced("830186a0", "8300ffff"),
      "a zero as one byte": replaced("0701831e8480", "0700831e8480"),
      "a single byte with a header": replaced("830186a0", "8101").map((byte, at) =>
        at === 2 ? byte - 2 : byte,
      ),
      "an inner length beyond its list": replaced("83000000", "bf000000"),
    });
  });

  it("BLOCK-2, DISPUTE-42: bytes behind it, items too many and items missing", async () => {
    const valid = signedItems(itemsOf());
    const cases: Record<string, Uint8Array> = {
      "a byte behind it": Uint8Array.of(...valid, 0),
      "an item too many": signedItems(itemsOf({ extra: [1n] })),
    };
    for (let count = 0; count < 9; count++)
      cases[`only ${count} items`] = signedItems(itemsOf().slice(0, count));
    for (let size = 1; size < valid.length; size += 5) cases[`cut at ${size}`] = valid.slice(0, size);
    await expectAll(cases);
  });

  it("BLOCK-3, EXEC-25, BATCH-11: types that are not 0, 1, 2 or 4", async () => {
    const list = signedItems(itemsOf()).subarray(1);
    const types = [0, 3, 5, 0x7d, 0x7e, 0x7f, 0x80, 0xb8, 0xbf];
    await expectAll(Object.fromEntries(types.map((type) => [`type ${type}`, Uint8Array.of(type, ...list)])));
    const blob = [...itemsOf(), 1n, [zeros(32).fill(1)]];
    await expectAll({ "a blob transaction": signedItems(blob, 3) });
  });

  it("BLOCK-4, DISPUTE-42: fields beyond their widths", async () => {
    const wide = 2n ** 256n;
    await expectAll({
      nonce: signedItems(itemsOf({ nonce: 2n ** 64n })),
      "gas limit": signedItems(itemsOf({ gasLimit: 2n ** 64n })),
      tip: signedItems(itemsOf({ tip: wide })),
      fee: signedItems(itemsOf({ fee: wide })),
      value: signedItems(itemsOf({ value: wide })),
      "a chain id of 54 bits": signedItems(itemsOf({ chainId: 2n ** 53n })),
      "a chain id of 64 bits": signedItems(itemsOf({ chainId: 2n ** 63n })),
      "19 bytes of recipient": signedItems(itemsOf({ to: zeros(19) })),
      "21 bytes of recipient": signedItems(itemsOf({ to: zeros(21) })),
      "a list as data": signedItems(itemsOf({ data: [] })),
      "a string as access list": signedItems(itemsOf({ accessList: zeros(3) })),
    });
  });

  it("BLOCK-4, DISPUTE-42: access lists that are none", async () => {
    const address = zeros(20).fill(3);
    const key = zeros(32).fill(4);
    const lists: RlpItem[] = [
      [address],
      [[address]],
      [[address, [], 1n]],
      [[zeros(19).fill(1), []]],
      [[zeros(21).fill(1), []]],
      [[address, [zeros(31).fill(1)]]],
      [[address, [zeros(33).fill(1)]]],
      [[address, [key, key, 1n]]],
      [[address, [zeros(0), key]]],
      [[address, [zeros(65).fill(0xa0)]]],
      [[address, key]],
      [[[], []]],
      [[address, [key]], 1n],
    ];
    for (const type of [1, 2]) {
      await expectAll(
        Object.fromEntries(
          lists.map((accessList, at) => {
            const items = itemsOf({ accessList });
            if (type === 1) items.splice(3, 1);
            return [`list ${at} of type ${type}`, signedItems(items, type)];
          }),
        ),
      );
    }
  });

  it("BLOCK-5, BLOCK-11, DISPUTE-42: authorization lists that are none", async () => {
    const good = authorizationItem(keys.authority);
    const changed = (index: number, item: RlpItem) => good.map((old, at) => (at === index ? item : old));
    const wide = 2n ** 256n;
    const lists: RlpItem[] = [
      ...[[], zeros(4), [good, 1n], [[...good, 1n]], [good.slice(0, 5)], [[]]],
      ...[[changed(0, wide)], [changed(1, zeros(19))], [changed(1, zeros(21))], [changed(2, 2n ** 64n)]],
      ...[[changed(3, 256n)], [changed(4, wide)], [changed(5, wide)], [good, changed(4, wide)]],
      [changed(3, zeros(1))],
      Array.from({ length: 671 }, () => [0n, zeros(20), 0n, 0n, 0n, 0n]),
      Array.from({ length: 700 }, () => [0n, zeros(20), 0n, 0n, 0n, 0n]),
    ];
    const items = (extra: RlpItem) => itemsOf({ gasLimit: 16_000_000n, extra: [extra] });
    await expectAll(Object.fromEntries(lists.map((list, at) => [`list ${at}`, signedItems(items(list), 4)])));
    const creation = itemsOf({ gasLimit: 400_000n, to: zeros(0), extra: [[good]] });
    await expectAll({ "a creation": signedItems(creation, 4), "no list": signedItems(itemsOf(), 4) });
  });
});

describe("StartFamily: signatures", () => {
  const withSignature = (yParity: bigint, r: bigint, s: bigint) => typed(2, [...itemsOf(), yParity, r, s]);

  it("BLOCK-7, BLOCK-8, SIG-5: y parity, r and s out of their ranges, and a signature of nobody", async () => {
    const s = order / 2n;
    await expectAll({
      "y parity 2": withSignature(2n, 5n, 5n),
      "y parity of two bytes": withSignature(256n, 5n, 5n),
      "r zero": withSignature(0n, 0n, 5n),
      "s zero": withSignature(0n, 5n, 0n),
      "r = n": withSignature(0n, order, 5n),
      "r beyond 32 bytes": withSignature(0n, 2n ** 256n, 5n),
      "s beyond 32 bytes": withSignature(0n, 5n, 2n ** 256n),
      "s in the upper half": withSignature(1n, 5n, s + 1n),
      "s = n": withSignature(1n, 5n, order),
      "an x of no point": withSignature(0n, 5n, 5n),
    });
  });

  const sign = (id: bigint | undefined, v: bigint) => {
    const items: RlpItem[] = [7n, 2_000_000n, 100_000n, fromHex(target), 5n, zeros(0)];
    const message = id === undefined ? items : [...items, id, 0n, 0n];
    const { r, s, yParity } = keys.sender.sign(keccak256(encodeRlp(message)));
    return encodeRlp([...items, v + BigInt(yParity), BigInt(r), BigInt(s)]);
  };

  it("BLOCK-10, SIG-6: another chain, and none", async () => {
    await expectAll({
      "another chain": signed({ type: 2, chainId: 1, maxFeePerGas: 2_000_000n, to: target }),
      "another chain, legacy": sign(1n, 35n + 2n),
      "none, v 27": sign(undefined, 27n),
      "v 26": sign(undefined, 26n),
      "v 29": sign(undefined, 29n),
      "v 34": sign(undefined, 34n),
      "v 0": sign(undefined, 0n),
      "v of eight bytes": sign(undefined, 2n ** 60n),
      "a chain id more": sign(BigInt(chainId + 1), 35n + 2n * BigInt(chainId + 1)),
    });
  });

  it("BLOCK-9: signatures of few bytes, of accounts that nobody has", async () => {
    // r = 1 is the x of a point; any message is signed by somebody's key.
    for (const [r, s] of [
      [1n, 1n],
      [1n, 0x7fn],
      [1n, 0x80n],
      [2n, order / 2n],
    ] as const) {
      for (const parity of [0n, 1n]) {
        const v = 35n + 2n * BigInt(chainId) + parity;
        const legacy = [0n, 2_000_000n, 100_000n, fromHex(target), 0n, zeros(0), v, r, s];
        await expectAll({ legacy: encodeRlp(legacy), "fee market": withSignature(parity, r, s) });
      }
    }
  });
});

describe("StartFamily: verdicts", () => {
  const fees = { maxFeePerGas: 2_000_000n, maxPriorityFeePerGas: 3n };
  const price = 2_000_000n * 100_000n;

  it("EXEC-50, DISPUTE-42: what the block and the sender's account keep out", async () => {
    const plain = signed({ type: 2, ...fees, to: target, value: 5n });
    const at = (account: object, raw = plain): Given => ({
      raw,
      accounts: { [sender]: { nonce: 7n, ...account } },
    });
    const balance = 10n ** 24n;
    await expectAll({
      "no account": { raw: plain },
      "a nonce below": at({ nonce: 8n, balance }),
      "a nonce above": at({ nonce: 6n, balance }),
      "a wei too little": at({ balance: price + 4n }),
      "a cost beyond 2^256": at({ balance: 2n ** 256n - 1n }, signedItems(itemsOf({ fee: 2n ** 256n - 1n }))),
      "a value beyond 2^256 with it": at(
        { balance: 2n ** 256n - 1n },
        signedItems(itemsOf({ value: 2n ** 256n - 1n })),
      ),
      "a sender with code": at({ balance, code: "0x00" }),
      "a sender with a delegation that is longer": at({ balance, code: `0xef0100${"07".repeat(21)}` }),
      "a sender with another designator": at({ balance, code: `0xef0101${"07".repeat(20)}` }),
      "the last nonce": at(
        { nonce: 2n ** 64n - 1n, balance },
        signedItems(itemsOf({ nonce: 2n ** 64n - 1n })),
      ),
      "a base fee above": { ...at({ balance }), leaf: { baseFee: 2_000_001n } },
      "a tip above the fee": at({ balance }, signedItems(itemsOf({ tip: 2_000_001n }))),
      "a full block": { ...at({ balance }), leaf: { gasUsed: 240_000_000n - 99_999n } },
    });
    await compare(at({ balance: price + 5n }));
    await compare(at({ balance, code: `0xef0100${"07".repeat(20)}` }));
    await compare({ ...at({ balance }), leaf: { gasUsed: 240_000_000n - 100_000n, baseFee: 2_000_000n } });
    await compare(at({ balance }, signedItems(itemsOf({ tip: 2_000_000n }))));
  });

  it("EXEC-22, EXEC-24, EXEC-50: gas limits and data at their bounds", async () => {
    const raw = (fields: Parameters<typeof itemsOf>[0]) => signedItems(itemsOf(fields));
    const filled = (size: number, byte: number) => zeros(size).fill(byte);
    const most = 16_777_216n;
    // A byte that is not zero: 21,016 gas, 21,040 at least; that is what a floor of 40 a byte asks for.
    await expectAll({
      "below the intrinsic gas": raw({ data: zeros(0), gasLimit: 20_999n }),
      "below the floor": raw({ data: filled(1, 1), gasLimit: 21_039n }),
      "below a creation's": raw({ to: zeros(0), data: zeros(33), gasLimit: 53_135n }),
      "beyond the bound": raw({ gasLimit: most + 1n }),
      "too many data": raw({ data: zeros(65_537), gasLimit: most }),
      "init code too long": raw({ to: zeros(0), data: zeros(49_153), gasLimit: most }),
    });
    const valid = [
      raw({ data: zeros(0), gasLimit: 21_000n }),
      raw({ data: filled(1, 1), gasLimit: 21_040n }),
      raw({ data: zeros(65_536), gasLimit: 676_360n }),
      raw({ data: filled(65_536, 0x80), gasLimit: most }),
      raw({ to: zeros(0), data: zeros(49_152), gasLimit: most }),
    ];
    for (const bytes of valid) {
      const { phases } = await compare({ raw: bytes, accounts });
      if (phases.length === 1) throw new TypeError("it is passed over");
    }
  });

  it("EXEC-50: data of all sizes and bytes cost what they cost", async () => {
    for (let size = 0; size < 100; size += 3) {
      const data = Uint8Array.from(
        { length: size },
        (_, index) => [0, 1, 0x80, 0x7f, 0xff, 0][(index * size) % 6]!,
      );
      await compare({ raw: signedItems(itemsOf({ data })), accounts });
    }
  });
});
