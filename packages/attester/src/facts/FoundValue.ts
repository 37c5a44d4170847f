import type { FactKind } from "@muniment/protocol";

/**
 * A value found in a text, not yet known to be any fact.
 * @param value Canonical text, as it is attested.
 * @param currency Of money.
 * @param flaw Why the value is wrong in itself, for example a check digit.
 */
export interface FoundValue {
  readonly kind: FactKind;
  readonly value: string;
  readonly start: number;
  readonly end: number;
  readonly currency?: string;
  readonly flaw?: string;
}
