import { Quote, verify } from "@phala/dcap-qvl";
import type { Collateral, TcbStatus } from "@phala/dcap-qvl";
import { isProtocolError, keccak256, ProtocolError, toHex } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import { checkRevocations } from "./checkRevocations.js";
import { measurementOf } from "./measurementOf.js";

/** A quote that Intel's root certificate vouches for. */
export interface VerifiedQuote {
  readonly kind: "sgx" | "tdx";
  /** Hash of what is measured of the enclave's code and configuration; what a registry of attesters allows. */
  readonly measurement: Hex;
  /** Whether the enclave can be looked into; never so in a quote that was accepted. */
  readonly isDebug: boolean;
  /** What the enclave has put in: 64 bytes. */
  readonly reportData: Hex;
  /** How up to date its platform is. */
  readonly tcbStatus: TcbStatus;
  /** Intel's advisories that apply. */
  readonly advisories: readonly string[];
  /** From when on the collateral holds no longer, and the quote is to be verified anew; Unix seconds. */
  readonly expiresAt: bigint;
  /** keccak256 of the quote. */
  readonly quoteHash: Hex;
}

export interface VerifyQuoteOptions {
  /** Now, Unix seconds. */
  readonly time: bigint;
  /** What states of the platform are accepted; up to date alone unless told. */
  readonly accepted?: readonly TcbStatus[];
}

/**
 * Verifies a DCAP quote of SGX or TDX against its collateral: certificates, revocations, signatures, the quoting enclave
 * and the platform's state.
 * @throws QUOTE_INVALID, QUOTE_DEBUG, QUOTE_EXPIRED, QUOTE_TCB_REFUSED
 * @example const { measurement } = verifyQuote(quote, collateral, { time });
 */
export function verifyQuote(
  quote: Uint8Array,
  collateral: Collateral,
  { time, accepted = ["UpToDate"] }: VerifyQuoteOptions,
): VerifiedQuote {
  const report = reading("it cannot be read", () => Quote.parse(quote).report);
  const { measurement, reportData, isDebug, kind } = measurementOf(report);
  // The library refuses such ones too, and does not say why.
  if (isDebug) throw new ProtocolError("QUOTE_DEBUG", { measurement });
  const until = checkPeriod(collateral, time);
  // Nothing that the library might prefer to what is checked here.
  const known = knownParts(collateral);
  const due = reading(undefined, () => checkRevocations(quote, known, time));
  const expiresAt = due < until ? due : until;
  const { status, advisory_ids: advisories } = reading(undefined, () => verify(quote, known, Number(time)));
  if (!accepted.includes(status)) {
    throw new ProtocolError("QUOTE_TCB_REFUSED", { status, accepted: accepted.join(", ") });
  }
  const quoteHash = keccak256(quote);
  return {
    kind,
    measurement,
    isDebug,
    reportData: toHex(reportData),
    tcbStatus: status,
    advisories,
    expiresAt,
    quoteHash,
  };
}

function knownParts(collateral: Collateral): Collateral {
  return {
    pck_crl_issuer_chain: collateral.pck_crl_issuer_chain,
    root_ca_crl: collateral.root_ca_crl,
    pck_crl: collateral.pck_crl,
    tcb_info_issuer_chain: collateral.tcb_info_issuer_chain,
    tcb_info: collateral.tcb_info,
    tcb_info_signature: collateral.tcb_info_signature,
    qe_identity_issuer_chain: collateral.qe_identity_issuer_chain,
    qe_identity: collateral.qe_identity,
    qe_identity_signature: collateral.qe_identity_signature,
  };
}

/** @returns When the collateral ends. */
function checkPeriod({ tcb_info, qe_identity }: Collateral, time: bigint): bigint {
  const periods = [tcb_info, qe_identity].map((text) =>
    reading("the collateral cannot be read", () => periodOf(text)),
  );
  const from = periods.reduce((latest, period) => (period.from > latest ? period.from : latest), 0n);
  const until = periods.reduce((least, period) => (period.until < least ? period.until : least), 2n ** 63n);
  if (time < from || time >= until) throw new ProtocolError("QUOTE_EXPIRED", { from, until, time });
  return until;
}

function periodOf(text: string): { from: bigint; until: bigint } {
  const { issueDate, nextUpdate } = JSON.parse(text) as Record<string, string>;
  return { from: secondsOf(issueDate), until: secondsOf(nextUpdate) };
}

/** @throws RangeError when it is no date */
function secondsOf(date: string | undefined): bigint {
  return BigInt(Date.parse(date ?? "") / 1000);
}

/** What the library refuses with an error of its own, as ours. */
function reading<Result>(problem: string | undefined, run: () => Result): Result {
  try {
    return run();
  } catch (cause) {
    if (isProtocolError(cause)) throw cause;
    const what = problem ?? (cause instanceof Error ? cause.message : String(cause));
    throw new ProtocolError("QUOTE_INVALID", { problem: what }, { cause });
  }
}
