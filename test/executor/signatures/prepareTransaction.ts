import { expect } from "chai";
import { hashAuthorization, keccak256, Transaction } from "ethers";
import {
  type PreparationOptions,
  preparationTools,
  prepareTransaction,
} from "../../../packages/executor/src/index.js";
import {
  decodeTransaction,
  encodeTransaction,
  readPreparedTransaction,
  toTransaction,
} from "../../../packages/protocol/src/index.js";
import type { Hex, PreparedTransaction, ProtocolError } from "../../../packages/protocol/src/index.js";
import { caught } from "../../helpers/caught.js";
import { signer, signRaw, unsignedForms } from "../../helpers/signedTransactions.js";

const chainId = 424242;
const n = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
const muniment: PreparationOptions = { chainId, rules: { kind: "muniment" } };
const ethereum: PreparationOptions = { chainId, rules: { kind: "ethereum", fork: "osaka" } };
const tools = preparationTools();

const prepared = (raw: Uint8Array, options = ethereum): PreparedTransaction =>
  readPreparedTransaction(prepareTransaction(raw, options, tools), 0);
const refusal = (raw: Uint8Array, options = ethereum): ProtocolError =>
  caught(() => prepareTransaction(raw, options, tools));

const parsed = (raw: Uint8Array): ReturnType<typeof toTransaction> =>
  toTransaction(decodeTransaction(raw, 0, raw.length));

type Signed = Exclude<ReturnType<typeof toTransaction>, { type: 0x7e }>;

/** A signed transaction with its signature changed. */
async function resigned(
  change: (signature: Signed["signature"]) => Signed["signature"],
): Promise<Uint8Array> {
  const transaction = parsed(await signRaw({ ...unsignedForms.feeMarket, chainId })) as Signed;
  return encodeTransaction({ ...transaction, signature: change(transaction.signature) });
}

describe("prepareTransaction", () => {
  for (const [name, form] of Object.entries(unsignedForms)) {
    it(`SIG-3: recovers who signed: ${name}`, async () => {
      const raw = await signRaw({ ...form, chainId, nonce: 3 });
      const { sender, hash, nonce } = prepared(raw);
      expect({ sender, hash, nonce }).to.deep.equal({
        sender: signer.address.toLowerCase(),
        hash: keccak256(raw),
        nonce: 3n,
      });
    });
  }

  it("SIG-3: recovers the sender that ethers recovers, from signatures nobody made", async () => {
    for (let index = 1n; index <= 60n; index++) {
      const raw = await resigned(({ yParity }) => ({ yParity, r: index ** 30n, s: index }));
      let expected: string | undefined;
      try {
        expected = Transaction.from(`0x${Buffer.from(raw).toString("hex")}`).from?.toLowerCase();
      } catch {
        expected = undefined;
      }
      if (expected === undefined) expect(refusal(raw).code).to.equal("SIGNATURE_INVALID");
      else expect(prepared(raw).sender).to.equal(expected);
    }
  });

  it("SIG-3: any changed bit makes another transaction: refused, or of another sender", async () => {
    const raw = await signRaw({ ...unsignedForms.creation, chainId });
    const sender = signer.address.toLowerCase();
    let refused = 0;
    for (let bit = 0; bit < 8 * raw.length; bit++) {
      const changed = raw.slice();
      changed[bit >> 3]! ^= 1 << (bit & 7);
      let found: string | undefined;
      try {
        found = prepared(changed).sender;
      } catch {
        expect(refusal(changed).code).to.match(/^(RLP|TRANSACTION|SIGNATURE|CHAIN)_/);
        refused++;
      }
      expect(found, `bit ${bit}`).to.not.equal(sender);
    }
    expect(refused).to.be.within(1, 8 * raw.length - 1);
  });

  it("SIG-4: refuses a high s, and takes n / 2", async () => {
    const high = await resigned(({ r, s, yParity }) => ({ r, s: n - s, yParity: yParity === 0 ? 1 : 0 }));
    expect(refusal(high).code).to.equal("SIGNATURE_HIGH_S");
    const half = await resigned((signature) => ({ ...signature, s: n / 2n }));
    expect(prepared(half).sender).to.not.equal(signer.address.toLowerCase());
    const above = await resigned((signature) => ({ ...signature, s: n / 2n + 1n }));
    expect(refusal(above).code).to.equal("SIGNATURE_HIGH_S");
  });

  it("SIG-5: refuses r and s outside 1 … n - 1, and an r that no point has", async () => {
    for (const value of [0n, n, n + 1n, 2n ** 256n - 1n]) {
      const badR = await resigned((signature) => ({ ...signature, r: value }));
      expect(refusal(badR).code, `r ${value}`).to.equal("SIGNATURE_INVALID");
      const badS = await resigned((signature) => ({ ...signature, s: value }));
      expect(refusal(badS).code, `s ${value}`).to.equal("SIGNATURE_INVALID");
    }
    // 5³ + 7 = 132 is no square of the field.
    const error = refusal(await resigned((signature) => ({ ...signature, r: 5n })));
    expect(error).to.deep.include({ code: "SIGNATURE_INVALID", context: { problem: "it recovers no key" } });
  });

  it("SIG-6: refuses a transaction for another chain", async () => {
    for (const name of ["legacy", "feeMarket"] as const) {
      const error = refusal(await signRaw({ ...unsignedForms[name], chainId: 5 }), muniment);
      expect(error).to.deep.include({ code: "CHAIN_ID_WRONG", context: { expected: chainId, actual: 5 } });
    }
  });

  it("SIG-6: a transaction that names no chain passes under ethereum alone", async () => {
    const raw = await signRaw(unsignedForms.legacy);
    expect(prepared(raw).sender).to.equal(signer.address.toLowerCase());
    expect(refusal(raw, muniment).code).to.equal("TRANSACTION_UNPROTECTED");
  });

  it("SIG-7: refuses types that the rules do not know", async () => {
    const blob = await signRaw({ ...unsignedForms.blob, chainId });
    expect(refusal(blob, muniment)).to.deep.include({
      code: "TRANSACTION_TYPE_REFUSED",
      context: { type: 3, reason: "this chain carries no blobs" },
    });
    const setCode = await signSetCode();
    const cancun: PreparationOptions = { chainId, rules: { kind: "ethereum", fork: "cancun" } };
    expect(refusal(setCode, cancun).code).to.equal("TRANSACTION_TYPE_REFUSED");
    expect(prepared(setCode, { chainId, rules: { kind: "ethereum", fork: "prague" } }).type).to.equal(4);
    for (const type of [5, 0x7d, 0x7f, 0x80, 0xbf]) {
      expect(refusal(Uint8Array.of(type, 0xc0)).code).to.equal("TRANSACTION_TYPE_UNKNOWN");
    }
  });

  it("SIG-8: lets deposits through only where they are vouched for", () => {
    const from = `0x${"d1".repeat(20)}` as const;
    const raw = encodeTransaction({
      ...{ type: 0x7e, sourceHash: `0x${"77".repeat(32)}`, from, mint: 8n },
      ...{ to: undefined, value: 1n, gasLimit: 50_000n, data: "0x60" },
    });
    for (const options of [muniment, ethereum]) {
      expect(refusal(raw, options).code).to.equal("TRANSACTION_TYPE_REFUSED");
      const { sender, hash } = prepared(raw, { ...options, allowDeposits: true });
      expect({ sender, hash }).to.deep.equal({ sender: from, hash: keccak256(raw) });
    }
  });

  it("SIG-9: refuses what is not exactly one transaction", async () => {
    const raw = await signRaw({ ...unsignedForms.feeMarket, chainId });
    expect(refusal(new Uint8Array(0)).code).to.equal("TRANSACTION_MALFORMED");
    expect(refusal(Uint8Array.of(...raw, 0)).code).to.equal("RLP_MALFORMED");
    for (let size = 1; size < raw.length; size += 7) {
      expect(refusal(raw.subarray(0, size)).code, `${size} bytes`).to.equal("RLP_MALFORMED");
    }
  });

  it("SIG-9: refuses more bytes than the limit", async () => {
    const raw = await signRaw({ ...unsignedForms.feeMarket, chainId });
    const limit = raw.length - 1;
    expect(refusal(raw, { ...muniment, sizeLimit: limit })).to.deep.include({
      code: "TRANSACTION_TOO_LARGE",
      context: { size: raw.length, limit },
    });
    expect(prepared(raw, { ...muniment, sizeLimit: raw.length }).size).to.be.greaterThan(0);
    expect(refusal(new Uint8Array(131_073)).code).to.equal("TRANSACTION_TOO_LARGE");
    const large = await signRaw({ ...unsignedForms.feeMarket, chainId, data: `0x${"00".repeat(130_000)}` });
    expect(prepared(large).sender).to.equal(signer.address.toLowerCase());
  });

  it("SIG-10: recovers who signed each authorization, and marks the bad ones", async () => {
    const transaction = parsed(await signSetCode());
    if (transaction.type !== 4) throw new TypeError("not a set-code transaction");
    const good = transaction.authorizationList[0]!;
    const list = [
      good,
      { ...good, yParity: 2 },
      { ...good, s: n - good.s, yParity: 1 - good.yParity },
      { ...good, r: 0n },
      { ...good, s: n },
      { ...good, r: 5n },
      { ...good, nonce: good.nonce + 1n },
    ];
    const changed = encodeTransaction({ ...transaction, authorizationList: list });
    const { authorizations } = prepared(changed);
    expect(authorizations.map(({ isValid }) => isValid)).to.deep.equal([
      ...[true, false, false, false, false, false, true],
    ]);
    const me = signer.address.toLowerCase();
    expect(authorizations[0]).to.deep.include({ authority: me, nonce: good.nonce, target: good.target });
    expect(authorizations[1]?.authority).to.equal(`0x${"00".repeat(20)}`);
    expect(authorizations[6]?.authority).to.not.equal(me);
  });

  it("SIG-19: recovers no authorization that the gas limit does not pay for", async () => {
    const transaction = parsed(await signSetCode());
    if (transaction.type !== 4) throw new TypeError("not a set-code transaction");
    const good = transaction.authorizationList[0]!;
    let recovered = 0;
    const library: typeof tools.library = {
      ...tools.library,
      recover: (...given) => (recovered++, tools.library.recover(...given)),
    };
    const counting = { ...tools, library };
    const make = (count: number, gasLimit: bigint, data: Hex = "0x"): Uint8Array =>
      encodeTransaction({
        ...transaction,
        ...{ gasLimit, data, accessList: [], authorizationList: Array.from({ length: count }, () => good) },
      });
    const refused = (raw: Uint8Array, options = muniment): ProtocolError =>
      caught(() => prepareTransaction(raw, options, counting));
    for (const [count, data, least] of [
      [1, "0x", 46_000n],
      [3, "0x", 96_000n],
      [3, "0x0011", 96_020n],
      // The floor: 2,400 bytes that are not zero cost 96,000 more at least.
      [1, `0x${"11".repeat(2400)}`, 117_000n],
      [670, "0x", 16_771_000n],
    ] as const) {
      const error = refused(make(count, least - 1n, data));
      expect(error.code).to.equal("TRANSACTION_GAS_LIMIT_WRONG");
      expect(error.context).to.deep.include({ gasLimit: least - 1n, least });
      expect(recovered).to.equal(0);
      prepareTransaction(make(count, least, data), muniment, counting);
      expect(recovered).to.equal(count + 1);
      recovered = 0;
    }
    for (const gasLimit of [16_777_217n, 2n ** 64n - 1n])
      for (const options of [muniment, ethereum])
        expect(refused(make(1, gasLimit), options).code).to.equal("TRANSACTION_GAS_LIMIT_WRONG");
    expect(refused(make(671, 16_777_216n)).code).to.equal("TRANSACTION_GAS_LIMIT_WRONG");
    const prague: PreparationOptions = { chainId, rules: { kind: "ethereum", fork: "prague" } };
    expect(prepareTransaction(make(671, 17_000_000n), prague, tools).length).to.be.greaterThan(0);
  });
});

/** A set-code transaction whose one authorization the tests' key signed. */
async function signSetCode(): Promise<Uint8Array> {
  const address = `0x${"ab".repeat(20)}`;
  const authorization = { chainId: BigInt(chainId), address, nonce: 4n };
  const signature = signer.signingKey.sign(hashAuthorization(authorization));
  return signRaw({
    ...{ type: 4, chainId, to: address, gasLimit: 300_000, maxFeePerGas: 9n, maxPriorityFeePerGas: 1n },
    authorizationList: [{ ...authorization, signature }],
  });
}
