import type { CaseAccount, CaseAuthorization, CaseTransaction } from "@muniment/executor/reference";
import { fromHex, type Hex } from "@muniment/protocol";
import { authorize } from "./authorize.js";
import * as inputs from "./precompileInputs.js";
import { probe } from "./probe.js";

/** One hand-written case: what it shows, and what it adds to a plain call of `contract` by `sender`. */
export interface EipCase {
  /** Path below spec/vectors/executor, without the ending. */
  readonly file: string;
  readonly fork: "prague" | "osaka";
  readonly sentence: string;
  readonly code?: Hex;
  /** What anvil tells otherwise, when that is a known defect of anvil. */
  readonly anvilDiffers?: string;
  readonly transaction?: Partial<CaseTransaction>;
  readonly accounts?: Readonly<Record<Hex, Partial<CaseAccount>>>;
}

export const sender = "0x00000000000000000000000000000000000a11ce";
export const contract = "0x00000000000000000000000000000000000c0de1";
const history = "0x0000f90827f1c53a10cb7a02335b175320002935";
const historyCode =
  "0x3373fffffffffffffffffffffffffffffffffffffffe14604657602036036042575f35600143038111604257611fff81430311604257" +
  "611fff9006545f5260205ff35b5f5ffd5b5f35611fff60014303065500";

type Rest = Omit<EipCase, "file" | "sentence">;
const osaka = (file: string, sentence: string, rest: Omit<Rest, "fork">): EipCase => ({
  file: `osaka/${file}`,
  fork: "osaka",
  sentence,
  ...rest,
});
const prague = (file: string, sentence: string, rest: Omit<Rest, "fork">): EipCase => ({
  file: `prague/${file}`,
  fork: "prague",
  sentence,
  ...rest,
});
const ofPrecompile = (precompile: number, input: string): Omit<Rest, "fork"> => ({
  code: probe(precompile),
  transaction: { data: fromHex(`0x${input}`), gasLimit: 2_000_000n },
});
const delegating = (...authorizations: CaseAuthorization[]): Partial<CaseTransaction> => ({
  type: 4,
  maxPriorityFeePerGas: 1n,
  authorizations,
});

/** To anvil every account exists, so it gives the 12,500 gas back for a new authority too, against EIP-7702. */
const newAuthority = { anvilDiffers: "gas used" };

const clzs = "5f1e5f5560011e60015560ff6001901b1e600255" as const;
const first = authorize({ key: 1, address: contract });
const authority = first.authority!;
const pushAuthority = `73${authority.slice(2)}`;

/** CALLER, its code size and the delegate's own storage: what code run by delegation sees. */
const witness = "0x335f55303b60015530315f5260205ff3";

export const eipCases: readonly EipCase[] = [
  osaka("eip-7939-clz", "CLZ of 0, 1 and 2^255 is 256, 255 and 0, at 5 gas each.", {
    code: `0x5f1e5f5560011e60015560016000600160ff1b1e60025500`,
  }),
  osaka("eip-7939-clz-underflow", "CLZ on an empty stack halts.", { code: "0x1e00" }),
  prague("eip-7939-clz-before", "Before Osaka the byte 0x1e is no instruction.", { code: `0x${clzs}` }),
  osaka(
    "eip-7951-valid",
    "P256VERIFY of a valid signature gives one word 1 at 6,900 gas.",
    ofPrecompile(0x100, inputs.p256),
  ),
  osaka(
    "eip-7951-invalid",
    "P256VERIFY of another message gives nothing and succeeds.",
    ofPrecompile(0x100, `00${inputs.p256.slice(2)}`),
  ),
  osaka(
    "eip-7951-short",
    "P256VERIFY of 159 bytes gives nothing and costs the same.",
    ofPrecompile(0x100, inputs.p256.slice(2)),
  ),
  prague(
    "eip-7951-before",
    "Before Osaka address 0x100 is an account like any other.",
    ofPrecompile(0x100, inputs.p256),
  ),
  osaka("eip-7883-least", "MODEXP costs at least 500 gas.", ofPrecompile(5, inputs.modexp(1, 1, 1))),
  osaka(
    "eip-7883-word",
    "MODEXP of 32-byte numbers: twice the words' product for each bit.",
    ofPrecompile(5, inputs.modexp(32, 32, 32)),
  ),
  osaka(
    "eip-7883-long",
    "MODEXP beyond 32 bytes: complexity doubled, 16 for each byte of the exponent above 32.",
    ofPrecompile(5, inputs.modexp(64, 40, 64)),
  ),
  prague(
    "eip-7883-before",
    "Before Osaka MODEXP of 32-byte numbers costs less.",
    ofPrecompile(5, inputs.modexp(32, 32, 32)),
  ),
  osaka(
    "eip-7823-limit",
    "MODEXP of 1,024-byte base and modulus is allowed.",
    ofPrecompile(5, inputs.modexp(1024, 1, 1024)),
  ),
  osaka(
    "eip-7823-beyond",
    "MODEXP of a 1,025-byte base fails and takes all gas it was given.",
    ofPrecompile(5, inputs.modexp(1025, 1, 1)),
  ),
  prague(
    "eip-7823-before",
    "Before Osaka MODEXP of a 1,025-byte base is allowed.",
    ofPrecompile(5, inputs.modexp(1025, 1, 1)),
  ),
  osaka("eip-7825-limit", "A transaction may have 2^24 gas.", { transaction: { gasLimit: 1n << 24n } }),
  osaka("eip-7825-beyond", "A transaction with more than 2^24 gas is not valid.", {
    transaction: { gasLimit: (1n << 24n) + 1n },
  }),
  prague("eip-7825-before", "Before Osaka a transaction may have more than 2^24 gas.", {
    transaction: { gasLimit: (1n << 24n) + 1n },
  }),
  prague("eip-7623-floor", "1,000 bytes of calldata that are not zero cost the floor of 40 gas each.", {
    transaction: { data: new Uint8Array(1_000).fill(1) },
  }),
  prague("eip-7623-zeros", "A zero byte counts as a quarter of another one.", {
    transaction: { data: new Uint8Array(1_000) },
  }),
  prague("eip-7623-work", "Work above the floor is charged as before.", {
    code: "0x5a5f555a6001555a60025500",
    transaction: { data: new Uint8Array(100).fill(1) },
  }),
  prague(
    "eip-7623-refused",
    "A gas limit below the floor is not valid, although the transaction would use less.",
    { transaction: { data: new Uint8Array(1_000).fill(1), gasLimit: 60_999n } },
  ),
  prague(
    "eip-7702-delegates",
    "An authority runs the code it delegates to, on its own storage and balance.",
    { ...newAuthority, code: witness, transaction: { ...delegating(first), to: authority, value: 3n } },
  ),
  prague("eip-7702-refund", "An authority that exists gives back 12,500 gas.", {
    code: witness,
    transaction: delegating(first),
    accounts: { [authority]: { balance: 1n } },
  }),
  prague("eip-7702-clears", "Delegation to the zero address empties the code.", {
    transaction: delegating(authorize({ key: 1, address: `0x${"00".repeat(20)}`, nonce: 4n })),
    accounts: { [authority]: { nonce: 4n, code: fromHex(`0xef0100${contract.slice(2)}`) } },
  }),
  prague(
    "eip-7702-skips",
    "A wrong chain, a wrong nonce and a y-parity of 2 are skipped; the transaction goes on.",
    {
      transaction: delegating(
        authorize({ key: 1, address: contract, chainId: 2n }),
        authorize({ key: 2, address: contract, nonce: 1n }),
        inputs.withParity(authorize({ key: 3, address: contract })),
      ),
    },
  ),
  prague("eip-7702-size", "EXTCODESIZE, EXTCODEHASH and EXTCODECOPY see the 23 bytes of the designator.", {
    code: `0x${pushAuthority}3b5f55${pushAuthority}3f60015560205f5f${pushAuthority}3c5f5160025500`,
    accounts: { [authority]: { nonce: 1n, code: fromHex(`0xef0100${contract.slice(2)}`) } },
  }),
  prague("eip-7702-precompile", "A delegation to a precompile runs no code.", {
    ...newAuthority,
    transaction: { ...delegating(authorize({ key: 1, address: `0x${"00".repeat(19)}02` })), to: authority },
  }),
  prague(
    "eip-2537-add",
    "G1ADD of the generator and itself, 375 gas.",
    ofPrecompile(0x0b, inputs.g1 + inputs.g1),
  ),
  prague(
    "eip-2537-add-off-curve",
    "G1ADD of a point off the curve fails and takes all gas.",
    ofPrecompile(0x0b, inputs.g1 + inputs.g1.slice(0, -1) + "2"),
  ),
  prague(
    "eip-2537-msm",
    "G1MSM of one and of two terms: 12,000 gas for one, a discount from two on.",
    ofPrecompile(0x0c, inputs.g1 + inputs.word(7n) + inputs.g1 + inputs.word(3n)),
  ),
  prague(
    "eip-2537-g2-add",
    "G2ADD of the generator and itself, 600 gas.",
    ofPrecompile(0x0d, inputs.g2 + inputs.g2),
  ),
  prague(
    "eip-2537-g2-msm",
    "G2MSM of one term, 22,500 gas.",
    ofPrecompile(0x0e, inputs.g2 + inputs.word(5n)),
  ),
  prague(
    "eip-2537-pairing",
    "The pairing of G1, G2 and −G1, G2 is one: 37,700 gas and 32,600 for each pair.",
    ofPrecompile(0x0f, inputs.g1 + inputs.g2 + inputs.minusG1 + inputs.g2),
  ),
  prague(
    "eip-2537-pairing-no",
    "The pairing of G1, G2 alone is not one.",
    ofPrecompile(0x0f, inputs.g1 + inputs.g2),
  ),
  prague(
    "eip-2537-map-g1",
    "A field element is mapped to G1, 5,500 gas.",
    ofPrecompile(0x10, inputs.word(0n) + inputs.word(42n)),
  ),
  prague(
    "eip-2537-map-g2",
    "A pair of field elements is mapped to G2, 23,800 gas.",
    ofPrecompile(0x11, inputs.word(0n) + inputs.word(42n) + inputs.word(0n) + inputs.word(43n)),
  ),
  prague("eip-2935-get", "The history contract gives the hash it holds for a block before this one.", {
    transaction: { to: history, data: fromHex(`0x${inputs.word(5n)}`) },
    accounts: { [history]: { nonce: 1n, code: fromHex(historyCode), storage: new Map([[5n, 0x1234n]]) } },
  }),
  prague("eip-2935-refuses", "The history contract reverts for a block that is not before this one.", {
    transaction: { to: history, data: fromHex(`0x${inputs.word(10n)}`) },
    accounts: { [history]: { nonce: 1n, code: fromHex(historyCode) } },
  }),
  prague(
    "eip-4844-point",
    "The point evaluation of a valid proof gives 4,096 and the modulus, 50,000 gas.",
    ofPrecompile(0x0a, inputs.pointEvaluation),
  ),
  prague(
    "eip-4844-point-no",
    "The point evaluation of a wrong value fails and takes all gas.",
    ofPrecompile(0x0a, inputs.pointEvaluation.replace("24d25032", "24d25033")),
  ),
];
