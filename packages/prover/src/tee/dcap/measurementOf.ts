import { keccak256 } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import type { EnclaveReport, Report, TDReport10 } from "@phala/dcap-qvl";

/** What is taken of a report. */
export interface Measured {
  readonly kind: "sgx" | "tdx";
  readonly measurement: Hex;
  readonly isDebug: boolean;
  readonly reportData: Uint8Array;
}

/** Bits of the first byte of the attributes that say that an enclave can be looked into. */
const debugBit = { sgx: 0x02, tdx: 0x01 } as const;

/**
 * What tells enclaves apart, hashed: of SGX code, signer, product and its version; of TDX code, owner, configuration and
 * what was measured while it started.
 */
export function measurementOf(report: Report): Measured {
  const sgx = report.asSgx();
  return sgx === null ? ofDomain(report) : ofEnclave(sgx);
}

function ofEnclave({
  mrEnclave,
  mrSigner,
  isvProdId,
  isvSvn,
  attributes,
  reportData,
}: EnclaveReport): Measured {
  const versions = Uint8Array.of(isvProdId >> 8, isvProdId & 255, isvSvn >> 8, isvSvn & 255);
  return {
    kind: "sgx",
    measurement: keccak256(mrEnclave, mrSigner, versions),
    isDebug: ((attributes[0] ?? 0) & debugBit.sgx) !== 0,
    reportData,
  };
}

function ofDomain(report: Report): Measured {
  const { mrTd, mrConfigId, mrOwner, mrOwnerConfig, rtMr0, rtMr1, rtMr2, rtMr3, ...rest } = domainOf(report);
  return {
    kind: "tdx",
    measurement: keccak256(mrTd, mrConfigId, mrOwner, mrOwnerConfig, rtMr0, rtMr1, rtMr2, rtMr3),
    isDebug: ((rest.tdAttributes[0] ?? 0) & debugBit.tdx) !== 0,
    reportData: rest.reportData,
  };
}

/** A report that is not SGX's is TDX 1.0's, or has one. */
function domainOf(report: Report): TDReport10 {
  return report.asTd10() ?? (report.asTd15()?.base as TDReport10);
}
