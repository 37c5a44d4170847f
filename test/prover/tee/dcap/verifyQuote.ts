import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { verifyQuote } from "@muniment/prover";
import { keccak256, toHex } from "@muniment/protocol";
import { expect } from "chai";
import { notRun } from "../../../../setup/hardhat/notRun.js";
import { caught } from "../../../helpers/caught.js";

type Collateral = Parameters<typeof verifyQuote>[1];

/** Where recorded quotes lie: MUNIMENT_DCAP_QUOTES, otherwise beside the repository. They are not part of it. */
const folder =
  process.env["MUNIMENT_DCAP_QUOTES"] ??
  fileURLToPath(new URL("../../../../../shared/vectors/dcap", import.meta.url));
/** When the quotes were recorded. */
const time = BigInt(Date.UTC(2025, 6, 1) / 1000);
/** Offsets of the first byte of the attributes. */
const attributes = { sgx: 48 + 48, tdx: 48 + 120 } as const;

if (existsSync(folder)) describe("verifyQuote", itVerifies);
else {
  const phrase = "the recorded DCAP quotes (set MUNIMENT_DCAP_QUOTES to their folder)";
  notRun.push(phrase);
  console.log(`not run: ${phrase}`);
}

function read(kind: "sgx" | "tdx"): { quote: Uint8Array; collateral: Collateral } {
  const quote = new Uint8Array(readFileSync(join(folder, `${kind}_quote`)));
  const text = readFileSync(join(folder, `${kind}_quote_collateral.json`), "utf8");
  return { quote, collateral: JSON.parse(text) as Collateral };
}

function itVerifies(): void {
  const any = [
    ...(["UpToDate", "SWHardeningNeeded", "ConfigurationNeeded"] as const),
    ...(["ConfigurationAndSWHardeningNeeded", "OutOfDate"] as const),
  ];
  for (const kind of ["sgx", "tdx"] as const) {
    const { quote, collateral } = read(kind);

    it(`ROLLUP-32: a recorded quote of ${kind} is verified, and says what a registrar needs`, () => {
      const verified = verifyQuote(quote, collateral, { time, accepted: any });
      expect(verified).to.include({ kind, isDebug: false, quoteHash: keccak256(quote) });
      expect(verified.measurement).to.match(/^0x[0-9a-f]{64}$/);
      const at = kind === "sgx" ? 48 + 320 : 48 + 520;
      expect(verified.reportData).to.equal(toHex(quote.subarray(at, at + 64)));
      const ends = [collateral.tcb_info, collateral.qe_identity].map(
        (text) => Date.parse((JSON.parse(text) as { nextUpdate: string }).nextUpdate) / 1000,
      );
      expect(verified.expiresAt > time && verified.expiresAt <= BigInt(Math.min(...ends))).to.equal(true);
      expect(any).to.include(verified.tcbStatus);
    });

    it(`ROLLUP-32: one byte of a quote of ${kind} changed, and it is refused`, () => {
      // The report, its signature, the quoting enclave's report, its signature.
      for (const at of [48 + 70, 48 + 330, quote.length > 4900 ? 636 + 10 : 436 + 10, 900, 1100]) {
        const flipped = quote.slice();
        flipped[at]! ^= 0x10;
        expect(caught(() => verifyQuote(flipped, collateral, { time, accepted: any })).code).to.equal(
          "QUOTE_INVALID",
          `byte ${at}`,
        );
      }
    });

    it(`ROLLUP-32: a quote of ${kind} whose enclave is DEBUG is refused as such`, () => {
      const debug = quote.slice();
      debug[attributes[kind]]! |= kind === "sgx" ? 2 : 1;
      const error = caught(() => verifyQuote(debug, collateral, { time, accepted: any }));
      expect(error.code).to.equal("QUOTE_DEBUG");
    });

    it(`ROLLUP-32: collateral of ${kind} that holds no longer, or not yet, is refused`, () => {
      for (const shift of [-60n * 86_400n, 60n * 86_400n]) {
        const error = caught(() => verifyQuote(quote, collateral, { time: time + shift, accepted: any }));
        expect(error.code).to.equal("QUOTE_EXPIRED");
      }
    });

    it(`ROLLUP-32: collateral of ${kind} that nobody signed, or that is none, is refused`, () => {
      const tcb_info = collateral.tcb_info.replace(/"pcesvn":\s*\d+/, '"pcesvn":0');
      for (const change of [{ tcb_info }, { tcb_info: "{}" }, { qe_identity: "no JSON" }]) {
        const error = caught(() => verifyQuote(quote, { ...collateral, ...change }, { time, accepted: any }));
        expect(error.code).to.equal("QUOTE_INVALID");
      }
    });

    it(`ROLLUP-32: without lists of revocations that the authorities of ${kind} signed it is refused`, () => {
      const { root_ca_crl, pck_crl } = collateral as { root_ca_crl: string; pck_crl: string };
      // A byte of the last third is the signature's, or what it signs.
      const flipped = (list: string) => {
        const bytes = Buffer.from(list, "hex");
        bytes[bytes.length - 20]! ^= 1;
        return bytes.toString("hex");
      };
      const changes = [
        ...[{ pck_crl: "" }, { root_ca_crl: "" }, { pck_crl: "3000" }, { pck_crl: pck_crl.slice(0, -20) }],
        ...[{ pck_crl: root_ca_crl }, { root_ca_crl: pck_crl }],
        ...[{ pck_crl: flipped(pck_crl) }, { root_ca_crl: flipped(root_ca_crl) }],
      ];
      for (const change of changes) {
        const error = caught(() => verifyQuote(quote, { ...collateral, ...change }, { time, accepted: any }));
        expect(error.code, JSON.stringify(change).slice(0, 40)).to.equal("QUOTE_INVALID");
      }
    });

    it(`ROLLUP-32: a platform of ${kind} in a state that is not accepted is refused`, () => {
      const error = caught(() => verifyQuote(quote, collateral, { time, accepted: ["Revoked"] }));
      expect(error.code).to.equal("QUOTE_TCB_REFUSED");
    });
  }

  it("bytes that are no quote are refused", () => {
    const { collateral } = read("sgx");
    for (const bytes of [new Uint8Array(0), new Uint8Array(5000), new Uint8Array(300).fill(0xff)]) {
      expect(caught(() => verifyQuote(bytes, collateral, { time })).code).to.equal("QUOTE_INVALID");
    }
  });
}
