import {
  batchDigest,
  dataChallenge,
  decodeBatchHeader,
  evaluateData,
  fromHex,
  type Hex,
  ProtocolError,
  publicInputs,
} from "@muniment/protocol";
import type { Roster } from "@muniment/sdk";
import { rosterRoots } from "@muniment/sdk";
import { dataLength, type JsonRpcApiProvider } from "ethers";
import { IHonkVerifier__factory, SettlementPortal__factory } from "../../../typechain-types/index.js";
import type { PostedFigures, VerificationGas } from "../report/SettlementFigures.js";

/** Gas of a transaction, of a byte that is zero and of any other one (EIP-2028). */
const [transactionGas, zeroGas, byteGas] = [21_000, 4, 16];
/** EIP-7825. */
const gasLimit = 16_777_216n;

/** Where a posted batch is looked at. */
export interface PostedPlace {
  readonly l1: JsonRpcApiProvider;
  readonly domain: bigint;
  /** The roster that counted when it was made. */
  readonly roster: Roster;
  /** Address of its circuit's verifier. */
  readonly circuit: string;
}

/**
 * What a batch on L1 takes: the transaction that posted it, and its proof given to the verifier once more.
 * @throws BENCH_INVALID when it is not what the portal was called with
 */
export async function readPosted(place: PostedPlace, transaction: Hex): Promise<PostedFigures> {
  const { l1 } = place;
  const [sent, receipt] = await Promise.all([
    l1.getTransaction(transaction),
    l1.getTransactionReceipt(transaction),
  ]);
  const portal = SettlementPortal__factory.createInterface();
  const call = sent === null ? null : portal.parseTransaction(sent);
  if (receipt?.status !== 1 || call?.name !== "post")
    throw new ProtocolError("BENCH_INVALID", { problem: `${transaction} posted no batch` });
  const posting = call.args[0] as Posting;
  return {
    proofBytes: dataLength(posting.proof),
    dataBytes: dataLength(posting.data),
    gas: Number(receipt.gasUsed),
    verification: await verify(place, posting),
  };
}

/** The fields that are used here of what the portal takes. */
interface Posting {
  readonly header: Hex;
  readonly parent: Hex;
  readonly data: Hex;
  readonly commitment: Hex;
  readonly proof: Hex;
}

async function verify(
  { l1, domain, roster, circuit }: PostedPlace,
  posting: Posting,
): Promise<VerificationGas> {
  const [header, parent] = [posting.header, posting.parent].map((bytes) => decodeBatchHeader(fromHex(bytes)));
  if (header === undefined || parent === undefined)
    throw new ProtocolError("BENCH_INVALID", { problem: "a batch has no parent" });
  const { holders, rules } = rosterRoots(roster);
  const commitment = BigInt(posting.commitment);
  const challenge = dataChallenge(batchDigest(header), commitment);
  const inputs = publicInputs({
    ...{ domain, oldState: BigInt(parent.stateRoot), newState: BigInt(header.stateRoot) },
    ...{ eligibility: BigInt(holders), rules: BigInt(rules), time: header.time },
    ...{ commitment, challenge, evaluation: evaluateData(wordsOf(posting.data), challenge) },
  });
  const data = IHonkVerifier__factory.createInterface().encodeFunctionData("verify", [posting.proof, inputs]);
  const sent = await (await l1.getSigner(0)).sendTransaction({ to: circuit, data, gasLimit });
  const receipt = await sent.wait();
  if (receipt === null)
    throw new ProtocolError("BENCH_INVALID", { problem: "L1 has not verified the proof" });
  const transaction = Number(receipt.gasUsed);
  return { transaction, execution: transaction - intrinsicGas(data), publicInputs: inputs.length };
}

function wordsOf(data: Hex): bigint[] {
  const text = data.slice(2);
  return Array.from({ length: text.length / 64 }, (_, place) =>
    BigInt(`0x${text.slice(64 * place, 64 * place + 64)}`),
  );
}

function intrinsicGas(data: string): number {
  return fromHex(data as Hex).reduce((gas, byte) => gas + (byte === 0 ? zeroGas : byteGas), transactionGas);
}
