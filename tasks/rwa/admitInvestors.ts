import { parseAllocations, parseInvestors, type Hex } from "@muniment/protocol";

import type { Context } from "../context/Context.js";
import { InputFolder } from "../context/InputFolder.js";
import { admitWallet } from "./admitWallet.js";

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
  const admitted: AdmittedInvestor[] = [];
  for (const { lei, name, country, wallet } of investors) {
    const account = `investor${String(wallet)}`;
    context.output.progress(`admitting ${name}`);
    await admitWallet(context, {
      asset,
      wallet: context.addressOf(account),
      manager: account,
      country: country.numeric,
    });
    admitted.push({ account, name, country: country.alpha2, units: units.get(lei) ?? 0n });
  }
  context.output.table(
    "investors",
    admitted.map((investor) => ({ ...investor })),
  );
  return admitted;
}
