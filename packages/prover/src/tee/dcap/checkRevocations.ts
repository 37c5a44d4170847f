import { verify, X509Certificate } from "node:crypto";
import { ProtocolError } from "@muniment/protocol";
import { constants, Quote } from "@phala/dcap-qvl";
import type { Collateral } from "@phala/dcap-qvl";
import { readRevocations } from "./readRevocations.js";
import type { RevocationList } from "./readRevocations.js";

/**
 * Checks the lists of revoked certificates that a quote is verified with: Intel's root signed one, the authority of the
 * platform's certificate the other, both are current, and no certificate is on them. The library reads such lists and
 * passes over what it cannot read, whoever wrote it.
 * @returns When the first of them is due for the next, Unix seconds.
 * @throws QUOTE_INVALID, QUOTE_EXPIRED
 */
export function checkRevocations(quote: Uint8Array, collateral: Collateral, time: bigint): bigint {
  const root = new X509Certificate(constants.TRUSTED_ROOT_CA_DER);
  const platform = certificatesIn(Buffer.from(Quote.parse(quote).rawCertChain()).toString("latin1"));
  const [leaf, authority] = platform;
  if (leaf === undefined || authority === undefined || !leaf.verify(authority.publicKey)) {
    throw invalid("the platform's certificate and its authority's are not there");
  }
  const ofRoot = checkedList(collateral.root_ca_crl, root, time);
  const ofAuthority = checkedList(collateral.pck_crl, authority, time);
  const chains = [collateral.tcb_info_issuer_chain, collateral.qe_identity_issuer_chain];
  const byRoot = [authority, ...chains.flatMap((chain) => certificatesIn(chain))];
  if (byRoot.some((certificate) => isOn(ofRoot, certificate)) || isOn(ofAuthority, leaf)) {
    throw invalid("a certificate is revoked");
  }
  return ofRoot.until < ofAuthority.until ? ofRoot.until : ofAuthority.until;
}

function checkedList(given: Collateral["pck_crl"], issuer: X509Certificate, time: bigint): RevocationList {
  const bytes = typeof given === "string" ? Buffer.from(given, "hex") : Buffer.from(given);
  const list = readRevocations(bytes);
  if (!verify("sha256", list.signed, issuer.publicKey, list.signature)) {
    throw invalid("a list of revocations is not signed by who issues the certificates");
  }
  const { from, until } = list;
  if (time < from || time >= until) throw new ProtocolError("QUOTE_EXPIRED", { from, until, time });
  return list;
}

function isOn({ serials }: RevocationList, certificate: X509Certificate): boolean {
  return serials.has(certificate.serialNumber.toLowerCase().replace(/^0+/, ""));
}

function certificatesIn(chain: string): X509Certificate[] {
  const found = chain.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return found.map((text) => new X509Certificate(text));
}

function invalid(problem: string): ProtocolError {
  return new ProtocolError("QUOTE_INVALID", { problem });
}
