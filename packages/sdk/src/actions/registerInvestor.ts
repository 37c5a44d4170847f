import { IdentityRegistry__factory } from "../../../../typechain-types/index.js";
import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";

/** Parameters of {@link registerInvestor}. */
export interface RegisterInvestorParameters {
  /** Identity registry of the token. */
  readonly registry: string;
  readonly wallet: string;
  /** Identity contract of the investor. */
  readonly identity: string;
  /** ISO 3166-1 numeric code of the investor's country. */
  readonly country: number;
}

/** Admits an investor to a token's register. Sender: an agent of the identity registry. */
export function registerInvestor({ registry, wallet, identity, country }: RegisterInvestorParameters): Call {
  const contract = IdentityRegistry__factory.connect(registry);
  return buildCall(contract, "IdentityRegistry", "registerIdentity", [wallet, identity, country]);
}
