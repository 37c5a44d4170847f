import { expect } from "chai";
import fc from "fast-check";
import {
  checkChainId,
  decodeTransaction,
  encodeRlp,
  encodeTransaction,
  fromHex,
  isProtocolError,
  isRecoverable,
  preparedTransactionSize,
  readAuthorizations,
  readPreparedTransaction,
  toHex,
  toTransaction,
  writePreparedTransaction,
} from "../../../packages/protocol/src/index.js";
import type { RlpItem, Transaction } from "../../../packages/protocol/src/index.js";
import { caught } from "../../helpers/caught.js";
import { transactionArbitraries } from "../../helpers/transactionArbitraries.js";

const seed = 20261121;
const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
const decode = (raw: Uint8Array) => decodeTransaction(raw, 0, raw.length);
const bytes = (size: number) => new Uint8Array(size).fill(0xab);
const none = new Uint8Array(0);

/** Items of a valid transaction of each form, by name, in their order. */
const call = { gasLimit: 21_000n, to: bytes(20), value: 1n, data: bytes(3) };
const signature = { yParity: 1n, r: 5n, s: 6n };
const feeMarket = {
  chainId: 9n,
  nonce: 0n,
  tip: 1n,
  fee: 2n,
  ...call,
  accessList: [[bytes(20), [bytes(32)]]],
};
const authorization = [9n, bytes(20), 3n, 1n, 5n, 6n];
const forms = {
  legacy: { nonce: 0n, gasPrice: 1n, ...call, v: 27n, r: 5n, s: 6n },
  accessList: { chainId: 9n, nonce: 0n, gasPrice: 1n, ...call, accessList: [], ...signature },
  feeMarket: { ...feeMarket, ...signature },
  blob: { ...feeMarket, blobFee: 1n, blobs: [bytes(32)], ...signature },
  setCode: { ...feeMarket, authorizations: [authorization], ...signature },
  deposit: {
    ...{ sourceHash: bytes(32), from: bytes(20), to: bytes(20), mint: 1n, value: 1n },
    ...{ gasLimit: 21_000n, data: none },
  },
} as const;
const typeBytes = { legacy: "", accessList: "01", feeMarket: "02", blob: "03", setCode: "04", deposit: "7e" };

type Form = keyof typeof forms;
function rawOf(
  form: Form,
  changes: Readonly<Record<string, RlpItem>> = {},
  after: RlpItem[] = [],
): Uint8Array {
  const items = Object.values({ ...forms[form], ...changes } as Record<string, RlpItem>);
  return fromHex(`0x${typeBytes[form]}${toHex(encodeRlp([...items, ...after])).slice(2)}`);
}

function expectField(raw: Uint8Array, field: string): void {
  const error = caught(() => decode(raw));
  expect(error.code, error.message).to.equal("TRANSACTION_MALFORMED");
  expect(error.context["field"]).to.equal(field);
}

describe("transactions that are refused", () => {
  it("BLOCK-3: accepts the forms that the cases below break", () => {
    for (const form of Object.keys(forms) as Form[]) expect(() => decode(rawOf(form))).not.to.throw();
  });

  it("BLOCK-3: other types, by number, and nothing at all", () => {
    for (const type of [0x00, 0x05, 0x7d, 0x7f, 0x80, 0xbf]) {
      const raw = rawOf("feeMarket");
      raw[0] = type;
      const error = caught(() => decode(raw));
      expect(error.code).to.equal("TRANSACTION_TYPE_UNKNOWN");
      expect(error.context["type"]).to.equal(type);
    }
    expectField(none, "type");
    expect(caught(() => decode(Uint8Array.of(2))).code).to.equal("RLP_MALFORMED");
  });

  it("BLOCK-3: a blob transaction with its blobs", () => {
    const inner = Object.values(forms.blob as Record<string, RlpItem>);
    const network = fromHex(`0x03${toHex(encodeRlp([inner, [], [], []])).slice(2)}`);
    expect(caught(() => decode(network)).code).to.equal("RLP_MALFORMED");
  });

  it("BLOCK-2: a field too many, a field too few, bytes after the end", () => {
    for (const form of Object.keys(forms) as Form[]) {
      expect(caught(() => decode(rawOf(form, {}, [1n]))).code).to.equal("RLP_MALFORMED");
      const raw = rawOf(form);
      expect(caught(() => decode(Uint8Array.from([...raw, 0]))).code).to.equal("RLP_MALFORMED");
      const items = Object.values(forms[form] as Record<string, RlpItem>).slice(0, -1);
      const short = fromHex(`0x${typeBytes[form]}${toHex(encodeRlp(items)).slice(2)}`);
      expect(caught(() => decode(short)).code).to.equal("RLP_MALFORMED");
      for (let end = 1; end < raw.length; end++) {
        expect(caught(() => decode(raw.subarray(0, end))).code).to.equal("RLP_MALFORMED");
      }
    }
  });

  it("BLOCK-1, BLOCK-4: integers with leading zeros, and fields beyond their widths", () => {
    const widths = {
      nonce: ["nonce", 8],
      gasLimit: ["gasLimit", 8],
      value: ["value", 32],
      tip: ["maxPriorityFeePerGas", 32],
      fee: ["maxFeePerGas", 32],
      chainId: ["chainId", 6],
      r: ["r", 32],
      s: ["s", 32],
    } as const;
    for (const [item, [field, size]] of Object.entries(widths)) {
      expectField(rawOf("feeMarket", { [item]: bytes(size + (item === "chainId" ? 2 : 1)) }), field);
      const leading = caught(() => decode(rawOf("feeMarket", { [item]: Uint8Array.of(0, 1) })));
      expect(leading.context["problem"]).to.equal("an integer begins with a zero byte");
      expect(caught(() => decode(rawOf("feeMarket", { [item]: [] }))).code).to.equal("RLP_MALFORMED");
    }
    expectField(rawOf("feeMarket", { chainId: 2n ** 53n }), "chainId");
    expectField(rawOf("legacy", { gasPrice: bytes(33) }), "gasPrice");
    expectField(rawOf("blob", { blobFee: bytes(33) }), "maxFeePerBlobGas");
    expectField(rawOf("deposit", { mint: bytes(33) }), "mint");
  });

  it("BLOCK-4: addresses, keys and hashes of other sizes", () => {
    for (const size of [1, 19, 21, 32]) {
      expectField(rawOf("feeMarket", { to: bytes(size) }), "to");
      expectField(rawOf("feeMarket", { accessList: [[bytes(size), []]] }), "accessList");
      expectField(rawOf("deposit", { from: bytes(size) }), "from");
      expectField(
        rawOf("setCode", { authorizations: [[9n, bytes(size), 0n, 0n, 1n, 1n]] }),
        "authorizationList",
      );
    }
    for (const size of [0, 31, 33]) {
      expectField(rawOf("feeMarket", { accessList: [[bytes(20), [bytes(size)]]] }), "accessList");
      expectField(rawOf("blob", { blobs: [bytes(size)] }), "blobVersionedHashes");
      expectField(rawOf("deposit", { sourceHash: bytes(size) }), "sourceHash");
    }
  });

  it("BLOCK-4: access lists of another shape", () => {
    for (const accessList of [[bytes(20)], [[bytes(20)]], [[bytes(20), [], []]], [[[], []]], bytes(20)]) {
      expect(caught(() => decode(rawOf("accessList", { accessList }))).code).to.equal("RLP_MALFORMED");
    }
  });

  it("BLOCK-5: blob and set-code transactions without recipient, hashes or authorizations", () => {
    expectField(rawOf("blob", { to: none }), "to");
    expectField(rawOf("setCode", { to: none }), "to");
    expectField(rawOf("blob", { blobs: [] }), "blobVersionedHashes");
    expectField(rawOf("setCode", { authorizations: [] }), "authorizationList");
  });

  it("BLOCK-7: other y parities and values of v", () => {
    for (const form of ["accessList", "feeMarket", "blob", "setCode"] as const) {
      for (const yParity of [2n, 27n, 255n, 256n]) expectField(rawOf(form, { yParity }), "yParity");
    }
    for (const v of [0n, 1n, 26n, 29n, 34n, 2n ** 53n, 2n ** 64n]) expectField(rawOf("legacy", { v }), "v");
    const chains = [27n, 28n, 35n, 36n, 37n, 38n, 2_709n].map((v) => {
      const { chainId, yParity } = decode(rawOf("legacy", { v }));
      return [chainId, yParity];
    });
    expect(chains).to.deep.equal([
      [-1, 0],
      [-1, 1],
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
      [1337, 0],
    ]);
  });

  it("BLOCK-8: r and s out of range, s in the upper half", () => {
    const code = (changes: Record<string, bigint>) => caught(() => decode(rawOf("feeMarket", changes))).code;
    for (const name of ["r", "s"]) {
      for (const value of [0n, order, order + 1n, 2n ** 256n - 1n]) {
        expect(code({ [name]: value })).to.equal("SIGNATURE_INVALID");
      }
    }
    for (const s of [order / 2n + 1n, order - 1n]) expect(code({ s })).to.equal("SIGNATURE_HIGH_S");
    expect(() => decode(rawOf("feeMarket", { s: order / 2n, r: order - 1n }))).not.to.throw();
    expect(caught(() => decode(rawOf("legacy", { s: order - 6n }))).code).to.equal("SIGNATURE_HIGH_S");
  });

  it("BLOCK-10: those of another chain, by both ids", () => {
    const error = caught(() => checkChainId(decode(rawOf("feeMarket")), 10));
    expect(error.code).to.equal("CHAIN_ID_WRONG");
    expect(error.context).to.deep.equal({ expected: 10, actual: 9 });
    expect(caught(() => checkChainId(decode(rawOf("legacy", { v: 35n })), 9)).code).to.equal(
      "CHAIN_ID_WRONG",
    );
    checkChainId(decode(rawOf("feeMarket")), 9);
    checkChainId(decode(rawOf("legacy", { v: 53n })), 9);
    checkChainId(decode(rawOf("legacy")), 9);
    checkChainId(decode(rawOf("deposit")), 9);
  });

  it("BLOCK-11: authorizations beyond their widths, but not those whose signature is bad", () => {
    const wide = [bytes(33), bytes(20), bytes(9), bytes(2), bytes(33), bytes(33)];
    for (const [index, item] of wide.entries()) {
      if (index === 1) continue;
      const authorizations = [authorization.with(index, item)];
      expectField(rawOf("setCode", { authorizations }), "authorizationList");
    }
    const bad = [
      authorization.with(3, 2n),
      authorization.with(4, 0n),
      authorization.with(4, order),
      authorization.with(5, 0n),
      authorization.with(5, order - 1n),
    ];
    const decoded = decode(rawOf("setCode", { authorizations: [authorization, ...bad] }));
    expect(readAuthorizations(decoded).map(isRecoverable)).to.deep.equal([true, ...bad.map(() => false)]);
  });

  it("BLOCK-12: a deposit with a signature or without a sender", () => {
    expect(caught(() => decode(rawOf("deposit", {}, [1n, 5n, 6n]))).code).to.equal("RLP_MALFORMED");
    expectField(rawOf("deposit", { from: none }), "from");
  });

  it("BLOCK-13: prepared records that do not fit or lack authorities", () => {
    const decoded = decode(rawOf("setCode"));
    const size = preparedTransactionSize(decoded);
    const recovered = { sender: bytes(20), hash: bytes(32), authorities: [undefined] };
    const write = (room: number, authorities: undefined[]) =>
      writePreparedTransaction(decoded, { ...recovered, authorities }, new Uint8Array(room), 8);
    expect(caught(() => write(size + 7, [undefined])).code).to.equal("RECORD_MALFORMED");
    expect(caught(() => write(size + 8, [])).code).to.equal("RECORD_MALFORMED");
    const record = new Uint8Array(size);
    writePreparedTransaction(decoded, recovered, record, 0);
    for (const end of [0, 100, size - 8]) {
      expect(caught(() => readPreparedTransaction(record.subarray(0, end), 0)).code).to.equal(
        "RECORD_MALFORMED",
      );
    }
  });

  for (const [form, arbitrary] of Object.entries(transactionArbitraries)) {
    it(`BLOCK-6: a changed byte of a ${form} transaction spoils it or makes it another one`, () => {
      const samples = fc.sample(arbitrary, { seed, numRuns: 8 });
      let accepted = 0;
      for (const transaction of samples) {
        const raw = encodeTransaction(transaction);
        for (let at = 0; at < raw.length; at++) {
          for (const flip of [0x80, ((at * 37) % 255) + 1]) {
            const changed = raw.slice();
            changed[at] = (raw[at] as number) ^ flip;
            if (expectRefusedOrUnique(changed, transaction)) accepted++;
          }
        }
      }
      expect(accepted).to.be.greaterThan(50);
    });
  }

  it("BLOCK-6: any bytes are refused or are the encoding of what is read", () => {
    const item = fc.oneof(
      fc.uint8Array({ maxLength: 33 }),
      fc.constant(bytes(20)),
      fc.constant([] as RlpItem[]),
    );
    const lists = fc.tuple(
      fc.constantFrom("", "01", "02", "03", "04", "7e"),
      fc.array(item, { maxLength: 15 }),
    );
    fc.assert(
      fc.property(lists, ([type, items]) => {
        const raw = fromHex(`0x${type}${toHex(encodeRlp(items)).slice(2)}`);
        expectRefusedOrUnique(raw, undefined);
      }),
      { seed, numRuns: 3_000 },
    );
  });
});

/** Whether the bytes are accepted; if so, they are the only encoding of a transaction other than `original`. */
function expectRefusedOrUnique(raw: Uint8Array, original: Transaction | undefined): boolean {
  let read: Transaction;
  try {
    read = toTransaction(decode(raw));
  } catch (error) {
    if (!isProtocolError(error)) throw error;
    expect(error.code).to.match(/^(RLP_MALFORMED|TRANSACTION_|SIGNATURE_)/);
    return false;
  }
  expect(toHex(encodeTransaction(read))).to.equal(toHex(raw));
  if (original !== undefined) expect(read).not.to.deep.equal(original);
  return true;
}
