import { keccak256 } from "ethers";

import type { TokenizationRecordStruct } from "../../typechain-types/contracts/assets/lifecycle/Tokenization.js";
import { reasonOf } from "./records.js";
import type { World } from "./world.js";

/** A tokenization record of a token with the code examined. */
export async function makeTokenRecord(
  world: World,
  token: string,
  overrides: Partial<TokenizationRecordStruct> = {},
): Promise<TokenizationRecordStruct> {
  const code = await world.ethers.provider.getCode(
    await world.contracts.RwaTokenFactory.tokenImplementation(),
  );
  return { token, codeHash: keccak256(code), metadata: reasonOf("metadata"), ...overrides };
}
