import { topicId, type AssetInput, type Hex, type SerialTree } from "@muniment/protocol";

import type { RegistrationRecordStruct } from "../contracts/structs.js";
import { asciiBytes } from "./asciiBytes.js";

/** Parameters of {@link toRegistrationRecord}. */
export interface ToRegistrationRecordParameters {
  readonly asset: AssetInput;
  readonly serials: SerialTree;
  /** Hashes of the title documents, in the order of the asset file. */
  readonly documents: readonly Hex[];
}

/** The registration record of an asset file. Nothing of the documents but their hashes is in it. */
export function toRegistrationRecord(parameters: ToRegistrationRecordParameters): RegistrationRecordStruct {
  const { asset, serials, documents } = parameters;
  return {
    assetClass: topicId(asset.assetClass),
    salt: asset.salt,
    lei: asciiBytes(asset.issuer.lei, 20),
    jurisdiction: asset.issuer.jurisdiction.numeric,
    currency: asciiBytes(asset.currency, 3),
    attestedValue: asset.attestedValue.millionths,
    serialRoot: serials.root,
    serialCount: serials.count,
    details: asset.hash,
    documents: [...documents],
  };
}
