import { DasContextJs } from "@crate-crypto/node-eth-kzg";

let context: DasContextJs | undefined;

/** The library of KZG commitments, made when it is first needed: the trusted setup is two megabytes of points. */
export function kzg(): DasContextJs {
  context ??= DasContextJs.create({ usePrecomp: false });
  return context;
}
