import { buildSerialTree, topicId, type SerialTree } from "@muniment/protocol";
import { AbiCoder, encodeBytes32String, hexlify, keccak256, toUtf8Bytes, zeroPadBytes } from "ethers";
import type {
  OfferTermsStruct,
  RegistrationRecordStruct,
  StructureTermsStruct,
  TradingTermsStruct,
} from "@muniment/sdk";

const DAY = 86_400;
const MILLION = 1_000_000n;

const text = (value: string, bytes: number): string => zeroPadBytes(hexlify(toUtf8Bytes(value)), bytes);

let counter = 0;

/** A number no other record of the test run has. */
export function unique(): number {
  counter += 1;
  return counter;
}

/** Serials no other asset has, as the tree the chain registers. */
export function makeSerials(count: number): SerialTree {
  const batch = unique();
  return buildSerialTree(Array.from({ length: count }, (_, index) => `S-${String(batch)}-${String(index)}`));
}

/** A registration worth 1,000,000.00 EUR with the given serials. */
export function makeRecord(
  serials: SerialTree,
  overrides: Partial<RegistrationRecordStruct> = {},
): RegistrationRecordStruct {
  const id = unique();
  return {
    assetClass: topicId("TEST_BOND"),
    salt: encodeBytes32String(`salt ${String(id)}`),
    lei: text("5299000J2N45DDNE4Y28", 20),
    jurisdiction: 276,
    currency: text("EUR", 3),
    attestedValue: 1_000_000n * MILLION,
    serialRoot: serials.root,
    serialCount: serials.count,
    details: keccak256(toUtf8Bytes(`details ${String(id)}`)),
    documents: [keccak256(toUtf8Bytes(`deed ${String(id)}`)), keccak256(toUtf8Bytes(`plan ${String(id)}`))],
    ...overrides,
  };
}

/** Number of the UTC day of a time in seconds. */
export const dayOf = (seconds: number): number => Math.floor(seconds / DAY);

/** Two-year bond of 1,000 units at 500.00 EUR, 5 % half-yearly 30/360, issued on the day of `now`. */
export function makeBondTerms(
  now: number,
  overrides: Partial<StructureTermsStruct> = {},
): StructureTermsStruct {
  const bond = [dayOf(now), dayOf(now) + 730, 50_000, 2, 0];
  return {
    instrument: 1,
    finality: 2,
    decimals: 0,
    haircutBps: 2_000,
    currency: text("EUR", 3),
    units: 1_000n,
    unitValue: 500n * MILLION,
    redemptionValue: 500n * MILLION,
    gracePeriod: 10 * DAY,
    isin: text("DE000A1EWWW0", 12),
    termSheet: keccak256(toUtf8Bytes("term sheet")),
    instrumentTerms: AbiCoder.defaultAbiCoder().encode(["tuple(uint32,uint32,uint32,uint8,uint8)"], [bond]),
    ...overrides,
  };
}

/** Revenue-sharing note: quarterly, 40 % of revenue, first period ends 90 days from `now`, two years. */
export function makeNoteTerms(
  now: number,
  overrides: Partial<StructureTermsStruct> = {},
): StructureTermsStruct {
  const note = [dayOf(now) + 90, dayOf(now) + 730, 3, 15, 4_000];
  return makeBondTerms(now, {
    instrument: 2,
    instrumentTerms: AbiCoder.defaultAbiCoder().encode(["tuple(uint32,uint32,uint8,uint16,uint16)"], [note]),
    ...overrides,
  });
}

/** Offer of up to 800 units at 500.00, soft cap 300, open for ten days from `now`. */
export function makeOffer(
  now: number,
  cash: string,
  overrides: Partial<OfferTermsStruct> = {},
): OfferTermsStruct {
  return {
    cash,
    price: 500n * MILLION,
    softCap: 300n,
    hardCap: 800n,
    minimum: 10n,
    opensAt: now,
    closesAt: now + 10 * DAY,
    reserve: 400_000n * MILLION,
    prospectus: keccak256(toUtf8Bytes("prospectus")),
    ...overrides,
  };
}

/** Admission to trading at a net asset value of 500.00. */
export function makeTrading(overrides: Partial<TradingTermsStruct> = {}): TradingTermsStruct {
  return {
    venue: text("XFRA", 4),
    navPerUnit: 500n * MILLION,
    agreement: keccak256(toUtf8Bytes("admission agreement")),
    ...overrides,
  };
}

/** keccak256 of a stated reason. */
export const reasonOf = (reason: string): string => keccak256(toUtf8Bytes(reason));
