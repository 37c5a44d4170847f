import { parseAllocations, parseInvestors, type Hex } from "@muniment/protocol";
import { addClaim, deployIdentity, registerInvestor, signClaim } from "@muniment/sdk";
import { hexlify, toUtf8Bytes } from "ethers";

import { IdentityRegistry__factory, RwaToken__factory } from "../../typechain-types/index.js";
import type { Context } from "../context/Context.js";
import { InputFolder } from "../context/InputFolder.js";
import { perform } from "../context/perform.js";
import { tokenOf } from "../context/tokenOf.js";

/** One investor of the input files with its allocation. */
export interface AdmittedInvestor {
  readonly account: string;
  readonly name: string;
  readonly country: string;
  /** Base units allotted, 0 for none. */
  readonly units: bigint;
}

/** Gives every investor of the register an identity with a KYC claim and admits it to the token's identity registry. */
export async function admitInvestors(
  context: Context,
  asset: Hex,
  folder: string,
): Promise<AdmittedInvestor[]> {
  const files = new InputFolder(folder);
  const investors = parseInvestors("investors.csv", await files.text("investors.csv"));
  const { decimals } = await context.contracts.Structuring.termsOf(asset);
  const allocations = parseAllocations(
    "allocations.csv",
    await files.text("allocations.csv"),
    Number(decimals),
  );
  const units = new Map<string, bigint>(allocations.map((allocation) => [allocation.lei, allocation.units]));
  const token = await tokenOf(context, asset);
  const registry = await RwaToken__factory.connect(token, context.provider).identityRegistry();
  const data = hexlify(toUtf8Bytes("KYC passed"));
  const admitted: AdmittedInvestor[] = [];
  for (const { lei, name, country, wallet } of investors) {
    const account = `investor${String(wallet)}`;
    context.output.progress(`admitting ${name}`);
    const known = await IdentityRegistry__factory.connect(registry, context.provider).contains(
      context.addressOf(account),
    );
    if (!known) {
      const identity = await deployIdentity(await context.signerOf(account));
      const issuer = context.addressOf("claimIssuer");
      const signature = await signClaim(await context.signerOf("kybProvider"), {
        identity,
        topic: "KYC",
        data,
      });
      await perform(context, account, [addClaim({ identity, topic: "KYC", issuer, signature, data })]);
      const entry = { registry, wallet: context.addressOf(account), identity, country: country.numeric };
      await perform(context, "transferAgent", [registerInvestor(entry)]);
    }
    admitted.push({ account, name, country: country.alpha2, units: units.get(lei) ?? 0n });
  }
  context.output.table(
    "investors",
    admitted.map((investor) => ({ ...investor })),
  );
  return admitted;
}
