import type { Hex } from "@muniment/protocol";
import { addClaim, deployIdentity, registerInvestor, signClaim } from "@muniment/sdk";
import { hexlify, toUtf8Bytes } from "ethers";

import { IdentityRegistry__factory, RwaToken__factory } from "../../typechain-types/index.js";
import type { Context } from "../context/Context.js";
import { perform } from "../context/perform.js";
import { tokenOf } from "../context/tokenOf.js";

/** Parameters of {@link admitWallet}. */
export interface AdmitWalletParameters {
  readonly asset: Hex;
  readonly wallet: string;
  /** Account that manages the wallet's identity. */
  readonly manager: string;
  /** ISO 3166-1 numeric code. */
  readonly country: number;
}

/** Gives a wallet an identity with a KYC claim and admits it to the token's identity registry, unless it is there already. */
export async function admitWallet(
  context: Context,
  { asset, wallet, manager, country }: AdmitWalletParameters,
): Promise<void> {
  const token = RwaToken__factory.connect(await tokenOf(context, asset), context.provider);
  const registry = await token.identityRegistry();
  if (await IdentityRegistry__factory.connect(registry, context.provider).contains(wallet)) return;
  const identity = await deployIdentity(await context.signerOf(manager));
  const issuer = context.addressOf("claimIssuer");
  const data = hexlify(toUtf8Bytes("KYC passed"));
  const signature = await signClaim(await context.signerOf("kybProvider"), { identity, topic: "KYC", data });
  await perform(context, manager, [addClaim({ identity, topic: "KYC", issuer, signature, data })]);
  await perform(context, "transferAgent", [registerInvestor({ registry, wallet, identity, country })]);
}
